using System.Text;

namespace FakeNews.Trainer.Data;

/// <summary>A title reduced to what makes two titles the same: lower case, every run of other characters than a-z and 0-9 one blank.</summary>
public static class TitleKey
{
    /// <summary>The key; empty where the title has no such character.</summary>
    public static string Of(string title)
    {
        var key = new StringBuilder(title.Length);
        foreach (var character in title)
        {
            var lower = char.ToLowerInvariant(character);
            if (lower is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                key.Append(lower);
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd();
    }
}
