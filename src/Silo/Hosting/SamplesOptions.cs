namespace FakeNews.Silo.Hosting;

/// <summary>The demonstration articles that are replayed where there is no broker of one's own.</summary>
internal sealed class SamplesOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Samples";

    /// <summary>Whether they are replayed: true or false; without a value, only to the embedded broker.</summary>
    public bool? Replay { get; set; }

    /// <summary>Their files, separated by semicolons, as <c>fakenews replay</c> takes them; a relative path is looked for in the working folder, then beside the program.</summary>
    public string Files { get; set; } = "samples/articles.jsonl;samples/broken.jsonl";

    /// <summary>Articles a second. Above 0, at most 10,000.</summary>
    public double Rate { get; set; } = 2;
}
