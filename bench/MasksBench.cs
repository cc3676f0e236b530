using FakeNews.Grains.Models;
using FakeNews.Grains.Text;

namespace FakeNews.Bench;

/// <summary>Text preparation as a whole and each mask alone: the figures of docs/masks.md.</summary>
internal static class MasksBench
{
    /// <summary>Prints a table.</summary>
    public static void Run(IReadOnlyList<BenchArticle> articles, int rounds)
    {
        Console.WriteLine("| rule | articles/s | KB allocated an article |");
        Console.WriteLine("| --- | ---: | ---: |");
        var preparer = new TextPreparer(new TextRecipe(" ", [.. TextMasks.All.Select(mask => mask.Name)]));
        Print("whole preparation", article => preparer.Prepare(article.Title, article.Text));
        foreach (var mask in TextMasks.All)
        {
            Print(mask.Name, article =>
            {
                mask.Apply(article.Title ?? "", TextPart.Title);
                mask.Apply(article.Text ?? "", TextPart.Body);
            });
        }

        void Print(string name, Action<BenchArticle> work)
        {
            var (rate, kilobytes) = ProcessorTime.Best(articles, rounds, work);
            Console.WriteLine($"| {name} | {rate:N0} | {kilobytes:F1} |");
        }
    }
}
