using System.Text;

namespace FakeNews.Trainer.Data;

/// <summary>
/// Streams records of RFC 4180: comma, fields in double quotes may hold commas, line feeds and doubled quotes; CRLF or LF ends a record.
/// Fields may be of any length.
/// </summary>
internal sealed class CsvReader(TextReader source)
{
    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _field = new();
    private int _at;
    private int _filled;
    private int _line = 1;

    /// <summary>All records, empty lines left out.</summary>
    public IEnumerable<CsvRecord> Records()
    {
        while (Read() is { } record)
        {
            if (record.Fields is not [""])
            {
                yield return record;
            }
        }
    }

    private CsvRecord? Read()
    {
        if (Peek() < 0)
        {
            return null;
        }

        var (start, fields, fault) = (_line, new List<string>(), (string?)null);
        for (var ends = false; !ends;)
        {
            if (Peek() == '"')
            {
                Next();
                fault ??= ReadQuoted(start);
            }

            ends = ReadBare();
            fields.Add(_field.ToString());
            _field.Clear();
        }

        return new CsvRecord(start, fields, fault);
    }

    /// <summary>Reads to the closing quote.</summary>
    private string? ReadQuoted(int start)
    {
        for (; ; )
        {
            switch (Next())
            {
                case < 0:
                    return $"the quoted field that begins in the record of line {start} never ends";
                case '"' when Peek() == '"':
                    Next();
                    _field.Append('"');
                    break;
                case '"':
                    return Peek() is ',' or '\r' or '\n' or < 0 ? null : "characters follow a closing quote";
                case var character:
                    _field.Append((char)character);
                    break;
            }
        }
    }

    /// <summary>Reads to the next comma (false) or the record's end (true).</summary>
    private bool ReadBare()
    {
        for (; ; )
        {
            switch (Next())
            {
                case < 0 or '\n':
                    return true;
                case '\r' when Peek() == '\n':
                    break;
                case ',':
                    return false;
                case var character:
                    _field.Append((char)character);
                    break;
            }
        }
    }

    private int Peek()
    {
        if (_at == _filled)
        {
            _filled = source.Read(_buffer);
            _at = 0;
        }

        return _at < _filled ? _buffer[_at] : -1;
    }

    private int Next()
    {
        var character = Peek();
        if (character >= 0)
        {
            _at++;
            _line += character == '\n' ? 1 : 0;
        }

        return character;
    }
}
