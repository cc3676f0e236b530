using FakeNews.Grains.Classification;
using FakeNews.Silo.Operations;

namespace FakeNews.Silo.Hosting;

/// <summary>Ready once the model is warm.</summary>
internal sealed class ModelPart(IModelReadiness model) : IReadinessPart
{
    public string Name => Readiness.Model;

    public string? WhyNot => model.IsReady ? null : "The model is still being loaded.";
}
