using System.Collections.Immutable;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>What keeps silos from judging with a candidate.</summary>
internal static class PreparationFaults
{
    /// <summary>The silos that can't run the candidate, or did not say that they can.</summary>
    public static ImmutableArray<DeviceFault> Of(Candidate candidate, ImmutableArray<(string Silo, SiloModels? Models)> answers) => [.. answers.SelectMany(answer =>
    {
        var resident = answer.Models?.Models.FirstOrDefault(model => model.Model == candidate.Model);
        return (answer.Models, resident) switch
        {
            (null, _) => (DeviceFault[])[new(answer.Silo, "The silo did not answer in time.")],
            (_, null) => [new(answer.Silo, "The silo has not begun to load the model.")],
            (_, { Stage: ResidentStage.Ready }) => [],
            (_, { Stage: ResidentStage.Failed }) => [.. resident.Faults],
            _ => [new(answer.Silo, "The silo is still loading the model.")],
        };
    })];
}
