using System.IO.Compression;
using System.Text.Json;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Silo.Api;
using FakeNews.Silo.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FakeNews.Silo.Models;

/// <summary>The models over HTTP: what there is, and the commands that change it.</summary>
internal sealed class ModelEndpoints(IModelRegistryGrain registry, IPackageStore store, PackageUpload upload, IDriftGrain drift)
{
    private const int LongestReason = 500;
    private const int LargestBody = 65_536;
    private const int MostLines = 500;
    private const string NotStored = "not-stored";

    /// <summary>The registry, every silo, and what was counted.</summary>
    public async Task<IResult> StatusAsync(HttpResponse response)
    {
        var status = await registry.StatusAsync();
        response.Headers.ETag = Generations.Tag(status.State.Generation);
        response.Headers.CacheControl = "no-store";
        return Results.Json(status, ModelsJson.Default.ClusterModels);
    }

    /// <summary>The flip report alone, as a file.</summary>
    public async Task<IResult> FlipsAsync(HttpResponse response)
    {
        if ((await registry.StatusAsync()).Trial.Flips is not { } flips)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no-shadow", "No candidate is in the shadow.");
        }

        response.Headers.ContentDisposition = $"attachment; filename=\"flips-{flips.Candidate.Sha256[..12]}.json\"";
        return Results.Json(flips, ModelsJson.Default.FlipReport);
    }

    /// <summary>The stream beside the active model's reference, and the log of drifts; a trainer with Trainer:OnDrift polls it.</summary>
    public async Task<IResult> DriftAsync(HttpResponse response, long? after)
    {
        if (after < 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-after", "after is the sequence of the last event that you know; 0 or absent for all.");
        }

        response.Headers.CacheControl = "no-store";
        return Results.Json(await drift.ReportAsync(after ?? 0), ModelsJson.Default.DriftReport);
    }

    /// <summary>The packages of the store.</summary>
    public Task<IResult> PackagesAsync(CancellationToken cancellationToken) => FoundAsync(async () =>
        Results.Json(await store.ListAsync(cancellationToken), ModelsJson.Default.IReadOnlyListStoredPackage));

    /// <summary>One package.</summary>
    public Task<IResult> PackageAsync(string reference, CancellationToken cancellationToken) => FoundAsync(async () =>
    {
        var package = await store.FindAsync(reference, cancellationToken);
        return Results.Json(new PackageAnswer(package, await store.ReadManifestAsync(package.Model.Sha256, cancellationToken)), ModelsJson.Default.PackageAnswer);
    });

    /// <summary>A package as an archive.</summary>
    public Task<IResult> ArchiveAsync(string reference, CancellationToken cancellationToken) => FoundAsync(async () =>
    {
        var found = await store.FindAsync(reference, cancellationToken);
        var path = Path.Combine(Path.GetTempPath(), $"fakenews-archive-{Guid.NewGuid():n}.zip");
        await Task.Run(() => ZipFile.CreateFromDirectory(store.Open(found.Model.Sha256).Folder, path, CompressionLevel.Fastest, includeBaseDirectory: false), cancellationToken);
        return Results.Stream(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan), "application/zip", $"{found.Model.Sha256}.zip");
    });

    /// <summary>In what two packages differ.</summary>
    public Task<IResult> DifferenceAsync(string before, string after, CancellationToken cancellationToken) => FoundAsync(async () =>
    {
        var (first, second) = (await store.FindAsync(before, cancellationToken), await store.FindAsync(after, cancellationToken));
        return Results.Json(
            PackageDifference.Between(await store.ReadManifestAsync(first.Model.Sha256, cancellationToken), await store.ReadManifestAsync(second.Model.Sha256, cancellationToken)),
            ModelsJson.Default.IReadOnlyListPackageDifference);
    });

    /// <summary>The history, newest first.</summary>
    public async Task<IResult> HistoryAsync(long? before, int? limit) => limit is < 1 or > MostLines
        ? Problems.Of(StatusCodes.Status400BadRequest, "bad-limit", $"limit must be from 1 to {MostLines}.")
        : Results.Json(await registry.HistoryAsync(before ?? long.MaxValue, limit ?? 50), ModelsJson.Default.IReadOnlyListHistoryEntry);

    /// <summary>Takes a package in.</summary>
    public async Task<IResult> ImportAsync(HttpContext context, string? reason)
    {
        if (reason is { Length: > LongestReason })
        {
            return TooLong();
        }

        try
        {
            var package = await upload.ReceiveAsync(context);
            var outcome = await registry.ExecuteAsync(new(new(RegistryVerb.Import, package.Model), ActorOf(context), reason));
            return outcome.Accepted
                ? Results.Json(package, ModelsJson.Default.StoredPackage, statusCode: StatusCodes.Status201Created)
                : Refuse(outcome);
        }
        catch (ModelPackageException e)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "bad-package", e.Message);
        }
        catch (PackageStoreException e)
        {
            return Unstored(e);
        }
    }

    /// <summary>Carries a command out.</summary>
    public async Task<IResult> CommandAsync(HttpContext context, RegistryVerb verb)
    {
        if (!Generations.TryRead(context.Request.Headers.IfMatch, out var generation))
        {
            return Problems.Of(
                StatusCodes.Status428PreconditionRequired, "generation-needed", "Say in If-Match which generation you have seen (the ETag of GET /api/v1/models), or * for whichever it is.");
        }

        var (body, fault) = await ReadAsync(context);
        if (body is null)
        {
            return fault!;
        }

        if (body.Reason is { Length: > LongestReason })
        {
            return TooLong();
        }

        if (body.Promotion is not null && verb != RegistryVerb.Prepare)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-promotion", "promotion is said when the model is prepared.");
        }

        // Where it ends is an activation, and those are an owner's: his word for this model, or his Promotion:Auto for what a trainer's gate let through.
        if (body.Promotion is { } wish && !context.User.IsInRole(Role.Owner) && !(wish == PromotionWish.Gated && context.User.IsInRole(Role.Trainer)))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "role-needed", "A model that may become active by itself is prepared by an owner; a trainer may say that its gate let it through (gated).");
        }

        try
        {
            // A reference is looked up here, so that the registry knows only whole identities.
            var model = body.Model is { Length: > 0 } reference ? (await store.FindAsync(reference, context.RequestAborted)).Model : null;
            var outcome = await registry.ExecuteAsync(new(new(verb, model, body.Percent, Promotion: body.Promotion), ActorOf(context), body.Reason, generation));
            context.Response.Headers.ETag = Generations.Tag(outcome.State.Generation);
            return outcome.Accepted ? Results.Json(new ModelCommandAnswer(outcome.State, outcome.Entry), ModelsJson.Default.ModelCommandAnswer) : Refuse(outcome);
        }
        catch (ModelPackageException e)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "bad-package", e.Message);
        }
        catch (PackageStoreException e)
        {
            return Unstored(e);
        }
    }

    /// <summary>Deletes packages that nothing refers to.</summary>
    public async Task<IResult> CollectAsync(HttpContext context)
    {
        var (body, fault) = await ReadAsync(context);
        return body is null ? fault!
            : body.Reason is { Length: > LongestReason } ? TooLong()
            : await FoundAsync(async () => Results.Json(await registry.CollectAsync(ActorOf(context), body.Reason, body.DryRun), ModelsJson.Default.IReadOnlyListStoredPackage));
    }

    private static string ActorOf(HttpContext context) => context.User.Identity?.Name ?? "unknown";

    private static ProblemHttpResult TooLong() => Problems.Of(StatusCodes.Status400BadRequest, "long-reason", $"reason may have {LongestReason} characters.");

    private static async Task<(ModelCommandBody? Body, IResult? Fault)> ReadAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request, LargestBody, context.RequestAborted) is not { } bytes)
        {
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"A command may have {LargestBody} bytes."));
        }

        try
        {
            return (bytes.Length == 0 ? new ModelCommandBody() : JsonSerializer.Deserialize(bytes, ModelsJson.Default.ModelCommandBody) ?? new ModelCommandBody(), null);
        }
        catch (JsonException)
        {
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "bad-json", "The body must be a JSON object with model, percent, reason, dryRun, promotion (gated or automatic), each where the command needs it."));
        }
    }

    private static async Task<IResult> FoundAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (ModelPackageException e)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no-package", e.Message);
        }
        catch (PackageStoreException e)
        {
            return Unstored(e);
        }
    }

    /// <summary>The store's own fault: away, which passes, or without room.</summary>
    private static ProblemHttpResult Unstored(PackageStoreException fault) => fault is PackageStoreAwayException
        ? Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-away", fault.Message)
        : Problems.Of(StatusCodes.Status507InsufficientStorage, NotStored, fault.Message);

    private static ProblemHttpResult Refuse(RegistryOutcome outcome) => Problems.Of(
        outcome.Refusal switch
        {
            RegistryRefusal.StaleGeneration => StatusCodes.Status412PreconditionFailed,
            RegistryRefusal.BadPackage => StatusCodes.Status422UnprocessableEntity,
            RegistryRefusal.NotStored => StatusCodes.Status507InsufficientStorage,
            RegistryRefusal.StoreAway => StatusCodes.Status503ServiceUnavailable,
            RegistryRefusal.BadPercent or RegistryRefusal.NoModel => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        },
        JsonSerializer.SerializeToElement(outcome.Refusal!.Value).GetString()!,
        outcome.Explanation!,
        new KeyValuePair<string, object?>("generation", outcome.State.Generation));
}
