using System.Text.Json.Serialization;

namespace FakeNews.Grains.Labels;

/// <summary>What an article's reviewers say together.</summary>
public enum ReviewOutcome
{
    /// <summary>Nobody could tell.</summary>
    [JsonStringEnumMemberName("undecided")]
    Undecided,

    /// <summary>More say fake.</summary>
    [JsonStringEnumMemberName("fake")]
    Fake,

    /// <summary>More say real.</summary>
    [JsonStringEnumMemberName("real")]
    Real,

    /// <summary>As many say the one as the other.</summary>
    [JsonStringEnumMemberName("disputed")]
    Disputed,
}
