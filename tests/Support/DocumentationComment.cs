using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace FakeNews.Tests.Support;

/// <summary>What a member's documentation comment says, as the manual prints it.</summary>
public static partial class DocumentationComment
{
    /// <summary>The summary in one line, code in backticks; a member without one fails the test.</summary>
    /// <param name="type">A type of the member's assembly.</param>
    /// <param name="member">The member's documentation id, such as <c>P:Space.Type.Name</c>.</param>
    public static string Of(Type type, string member)
    {
        ArgumentNullException.ThrowIfNull(type);
        var path = Path.ChangeExtension(type.Assembly.Location, ".xml");
        var summary = XDocument.Load(path).Descendants("member").FirstOrDefault(found => found.Attribute("name")?.Value == member)?.Element("summary");
        Assert.True(summary is not null, $"{member} has no documentation comment, so the manual can't say what it means.");
        foreach (var reference in summary.Descendants("see").ToList())
        {
            reference.ReplaceWith(reference.Attribute("cref")?.Value.Split('.')[^1] ?? "");
        }

        foreach (var code in summary.Descendants("c").ToList())
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
