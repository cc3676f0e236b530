using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Trial;

namespace FakeNews.Grains.Cascade;

/// <summary>An article that was accepted on its beginning, to be judged whole by the same model: does the decision hold?</summary>
internal sealed class CascadeCheck(Submission submission, Verdict accepted, ModelSnapshot model, CascadeCounter counter, Action compared) : ISpareWork
{
    public async Task RunAsync(InferenceDevice device)
    {
        var tokens = model.Tokenize(submission.Article.Title, submission.Article.Text, out var ids);
        var logits = await device.RunAsync(TokenBatch.Pack(model.Identity.Sha256, ids.Length / sizeof(ushort), [ids]));
        counter.Compared(VerdictWriter.Judged(submission, model, tokens, logits[0], logits[1], accepted.ClassifiedAt).Decision != accepted.Decision);
        compared();
    }

    public void Dropped() => counter.Dropped();

    public void Failed() => counter.Failed();
}
