using System.Globalization;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Tokenization;
using FakeNews.Grains.Text;

namespace FakeNews.Grains.Tests.Text;

/// <summary>
/// The figures of docs/masks.md. Not part of a test run; start it by
/// <c>dotnet run -c Release --project tests/Grains.Tests -- -explicit only -class "*MaskSpeed" -showLiveOutput</c>.
/// </summary>
public sealed class MaskSpeed(ITestOutputHelper output)
{
    private const int Rounds = 9;

    [Fact(Explicit = true)]
    public void Articles_a_second_of_processor_time()
    {
        var articles = GoldenFiles.Articles("isot/isot_bodies").ToArray();
        output.WriteLine("| rule | articles/s | KB allocated an article |");
        output.WriteLine("| --- | ---: | ---: |");
        var preparer = new TextPreparer(new TextRecipe(" ", [.. TextMasks.All.Select(mask => mask.Name)]));
        Measure("whole preparation", articles, article => preparer.Prepare(article.Title, article.Text));
        foreach (var mask in TextMasks.All)
        {
            Measure(mask.Name, articles, article =>
            {
                mask.Apply(article.Title, TextPart.Title);
                mask.Apply(article.Text, TextPart.Body);
            });
        }
    }

    private void Measure(string name, (string Id, string Title, string Text, bool Real)[] articles, Action<(string Id, string Title, string Text, bool Real)> work)
    {
        var (rate, allocated) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            Array.ForEach(articles, work);
            rate = Math.Max(rate, articles.Length / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1024.0 / articles.Length;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {rate:N0} | {allocated:F1} |"));
    }
}
