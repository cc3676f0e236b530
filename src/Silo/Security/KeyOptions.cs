namespace FakeNews.Silo.Security;

/// <summary>One API key.</summary>
internal sealed class KeyOptions
{
    /// <summary>Whose it is; the history names it. Letters, digits and <c>-_.@</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>sha256:</c> and 64 hexadecimal digits, as <c>fakenews keys new</c> prints it. The key itself is kept nowhere.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What it may do: <c>producer</c>, <c>reviewer</c>, <c>operator</c>, <c>owner</c>, <c>trainer</c>.</summary>
    public IList<string> Roles { get; } = [];

    /// <summary>From when on it is refused. Default: never.</summary>
    public DateTimeOffset? Expires { get; set; }
}
