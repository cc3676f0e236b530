using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Classification;

/// <summary>Is told of every article that a model judged or failed on. Called on the serving path: it must neither block nor throw.</summary>
internal interface IJudgementObserver
{
    /// <summary>A model judged an article.</summary>
    void Judged(ModelLineup lineup, ModelSnapshot model, ModelArm? arm, Submission submission, Verdict verdict);

    /// <summary>A model failed on an article.</summary>
    void Failed(ModelLineup lineup, ModelSnapshot model);
}
