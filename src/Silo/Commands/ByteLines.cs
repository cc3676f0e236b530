using System.Buffers;
using System.IO.Pipelines;

namespace FakeNews.Silo.Commands;

/// <summary>Splits a stream into lines without decoding it, so that bytes that are no UTF-8 reach the parser as they are.</summary>
internal sealed class ByteLines(Stream stream) : IDisposable
{
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>The next line without its line feed; null at the end.</summary>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted)
            {
                var rest = read.Buffer.ToArray();
                _reader.AdvanceTo(read.Buffer.End);
                return rest.Length == 0 ? null : rest;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Everything that is left.</summary>
    public async ValueTask<byte[]> ReadRestAsync(CancellationToken cancellationToken)
    {
        using var rest = new MemoryStream();
        await _reader.CopyToAsync(rest, cancellationToken);
        return rest.ToArray();
    }

    public void Dispose() => _reader.Complete();
}
