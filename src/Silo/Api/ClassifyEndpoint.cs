using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Parsing;
using FakeNews.Silo.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Api;

/// <summary><c>POST /api/v1/classify</c>: one article, or an array of them; the verdict, or an array of verdicts in the same order.</summary>
internal sealed class ClassifyEndpoint(IJudge judge, Readiness readiness, IOptions<ApiOptions> options, TimeProvider time)
{
    private int _inFlight;

    /// <summary>Answers a request; nothing is judged unless every article of it can be.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        if (await RequestBody.ReadAsync(request, limits.MaximumBodyBytes, cancellationToken) is not { } body)
        {
            return Problems.Of(
                StatusCodes.Status413PayloadTooLarge, "too-large", $"A request may have {limits.MaximumBodyBytes} bytes (Api:MaximumBodyBytes).");
        }

        var envelope = ArticleEnvelope.From(request.Headers.Select(static header => KeyValuePair.Create(header.Key, (string?)header.Value)));
        var batch = ArticleReading.Read(body, envelope, limits.MaximumArticles);
        if (batch.TooMany)
        {
            return Problems.Of(
                StatusCodes.Status413PayloadTooLarge, "too-many", $"A request may have {limits.MaximumArticles} articles (Api:MaximumArticles).");
        }

        if (!batch.Refusals.IsEmpty)
        {
            return Refuse(batch);
        }

        if (readiness.WhyNot(Readiness.Model) is { } reason)
        {
            request.HttpContext.Response.Headers.RetryAfter = "2";
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "not-ready", reason);
        }

        return await JudgeAsync(batch, request.HttpContext, cancellationToken);
    }

    private static ProblemHttpResult Refuse(ArticleBatch batch)
    {
        var (index, reason, detail) = batch.Refusals[0];
        var status = reason == RejectionReason.UnsupportedContentType ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status400BadRequest;
        return index is null || status == StatusCodes.Status415UnsupportedMediaType
            ? Problems.Of(status, reason, detail)
            : Problems.Of(status, reason, $"Article {index}: {detail} Nothing was judged.", new KeyValuePair<string, object?>("articles", batch.Refusals));
    }

    private async Task<IResult> JudgeAsync(ArticleBatch batch, HttpContext context, CancellationToken cancellationToken)
    {
        var articles = batch.Articles;
        if (articles.IsEmpty)
        {
            return TypedResults.Json<IReadOnlyList<Verdict>>([]);
        }

        try
        {
            if (Interlocked.Add(ref _inFlight, articles.Length) > options.Value.MaximumInFlight)
            {
                context.Response.Headers.RetryAfter = "1";
                return Problems.Of(StatusCodes.Status429TooManyRequests, "busy", "Too many articles are being judged already (Api:MaximumInFlight); try again in a second.");
            }

            var received = time.GetUtcNow();
            var judgements = await judge.JudgeAsync([.. articles.Select(article => new Submission(article, null, received))], cancellationToken);
            ImmutableArray<int> failed = [.. Enumerable.Range(0, judgements.Length).Where(index => !judgements[index].Succeeded)];
            if (!failed.IsEmpty)
            {
                return Problems.Of(
                    StatusCodes.Status500InternalServerError,
                    "judging-failed",
                    failed.Length == 1 ? "The model failed on an article." : $"The model failed on {failed.Length} articles.",
                    new KeyValuePair<string, object?>("failed", failed));
            }

            return batch.IsArray
                ? TypedResults.Json<IReadOnlyList<Verdict>>([.. judgements.Select(static judgement => judgement.Verdict!)])
                : TypedResults.Json(judgements[0].Verdict);
        }
        finally
        {
            Interlocked.Add(ref _inFlight, -articles.Length);
        }
    }
}
