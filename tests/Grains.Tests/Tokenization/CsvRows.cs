using System.Text;

namespace FakeNews.Grains.Tests.Tokenization;

/// <summary>A plain reader of RFC 4180 for the tests' data sets.</summary>
internal static class CsvRows
{
    public static IEnumerable<string[]> Read(TextReader reader)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (quoted)
            {
                quoted = c != '"' || reader.Peek() == '"';
                if (quoted)
                {
                    field.Append((char)(c == '"' ? reader.Read() : c));
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return [.. fields];
                    fields.Clear();
                }
            }
            else if (c != '\r')
            {
                field.Append((char)c);
            }
        }
    }
}
