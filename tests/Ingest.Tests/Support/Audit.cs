using System.Text;
using System.Text.Json;
using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>Reads every committed result back and checks the law: for each article exactly one verdict or dead letter.</summary>
internal static class Audit
{
    public static void EachHasExactlyOneResult(string bootstrapServers, IngestHost host, IReadOnlyCollection<string> ids, int seconds = 60)
    {
        var results = new Dictionary<string, int>();
        Topic.ReadUntil(
            bootstrapServers,
            [host.Topics.Verdicts, host.Topics.DeadLetters],
            ids.Count,
            record =>
            {
                var id = record.Topic == host.Topics.Verdicts
                    ? JsonSerializer.Deserialize(record.Message.Value, ContractJson.Default.Verdict)!.ArticleId
                    : Encoding.UTF8.GetString(record.Message.Key!);
                results[id] = results.GetValueOrDefault(id) + 1;
                return results.Count >= ids.Count;
            },
            seconds);
        Assert.Equal([], ids.Except(results.Keys));
        Assert.Equal([], results.Keys.Except(ids));
        Assert.All(results, result => Assert.Equal(1, result.Value));
    }

    public static List<string> Ids(int first, int count) => [.. Enumerable.Range(first, count).Select(number => $"a{number:D5}")];

    public static Task SendAsync(string bootstrapServers, IngestHost host, IEnumerable<string> ids) =>
        Topic.WriteAsync(bootstrapServers, host.Topics.Articles, ids.Select(id => Topic.Json($$"""{"id":"{{id}}","title":"title of {{id}}"}""", id)));
}
