using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FakeNews.Grains.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FakeNews.Grains.Classification;

/// <summary>The silo's own pipeline over this process's devices, without a silo: for <c>fakenews classify</c> and the benchmarks.</summary>
public sealed class LocalJudge : IAsyncDisposable
{
    /// <summary>Articles under way at the same time: enough to fill groups of equal length.</summary>
    private const int Window = 512;

    private readonly ServiceProvider _services;
    private readonly JudgingPipeline _pipeline;

    private LocalJudge(ServiceProvider services)
    {
        _services = services;
        _pipeline = services.GetRequiredService<JudgingPipeline>();
        Model = services.GetRequiredService<ModelWarmup>().Model!;
    }

    /// <summary>The model that judges.</summary>
    public ModelIdentity Model { get; }

    /// <summary>Loads and warms the configured model.</summary>
    /// <param name="configuration">Sections <c>Models</c>, <c>Cascade</c>, <c>Batching</c> and <c>Devices</c>; see <c>Models:Package</c>.</param>
    /// <exception cref="Models.ModelPackageException">The package can't be used.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting can't work.</exception>
    public static async Task<LocalJudge> OpenAsync(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>)).AddJudging(configuration);
        services.AddSingleton<IClassifierDirectory, LocalClassifiers>();
        var provider = services.BuildServiceProvider();
        try
        {
            await provider.GetRequiredService<ModelWarmup>().WarmUpAsync();
            return new(provider);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads and warms a package with the default settings.</summary>
    /// <param name="package">A folder or .zip.</param>
    /// <exception cref="Models.ModelPackageException">The package can't be used.</exception>
    public static Task<LocalJudge> OpenAsync(string package) =>
        OpenAsync(new ConfigurationBuilder().AddInMemoryCollection([new("Models:Package", package)]).Build());

    /// <summary>Judges articles; one judgement for each submission, in the same order.</summary>
    public Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken = default) =>
        _pipeline.JudgeAsync(submissions, cancellationToken);

    /// <summary>Judges a stream of articles, reading ahead no further than fills the devices; judgements come in the articles' order.</summary>
    public async IAsyncEnumerable<Judgement> JudgeAsync(
        IAsyncEnumerable<Submission> submissions, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Queue<Task<ImmutableArray<Judgement>>> underWay = [];
        await foreach (var submission in submissions.WithCancellation(cancellationToken))
        {
            underWay.Enqueue(_pipeline.JudgeAsync([submission], cancellationToken));
            while (underWay.Count >= Window || (underWay.TryPeek(out var first) && first.IsCompleted))
            {
                yield return (await underWay.Dequeue())[0];
            }
        }

        while (underWay.TryDequeue(out var next))
        {
            yield return (await next)[0];
        }
    }

    /// <summary>Stops the lanes and frees the model.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
