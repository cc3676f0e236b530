namespace FakeNews.Silo.Security;

/// <summary>Who may do what over HTTP. Validated at start.</summary>
internal sealed class SecurityOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Security";

    /// <summary>The API keys, as hashes: make one with <c>fakenews keys new</c>. Without any, everything that changes something is shut; in Development it is open to this machine.</summary>
    public IList<KeyOptions> Keys { get; } = [];

    /// <summary>Whether what changes nothing (the feed, the page, verdicts on what one sends, the models' state) is open to anybody. Default true.</summary>
    public bool OpenReads { get; set; } = true;
}
