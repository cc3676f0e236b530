using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>
/// Leaves a transaction's offset in a group without the marker that would end it, as a broker does that was killed between the two: one TxnOffsetCommit request (version
/// 2 of the Kafka protocol) on a socket of its own, to a broker that does not check whether the transaction is open.
/// </summary>
internal static class UnmarkedOffsets
{
    /// <summary>The broker setting without which it is refused (KIP-890).</summary>
    public const string NeededSetting = "transaction.partition.verification.enable=false";

    private const short TxnOffsetCommit = 28;

    public static async Task WriteAsync(string address, string transactionalId, string group, long producerId, short epoch, string topic, int partition, long offset)
    {
        using var body = new MemoryStream();
        Int16(body, TxnOffsetCommit);
        Int16(body, 2);
        Int32(body, 1);
        Text(body, "test");
        Text(body, transactionalId);
        Text(body, group);
        Int64(body, producerId);
        Int16(body, epoch);
        Int32(body, 1);
        Text(body, topic);
        Int32(body, 1);
        Int32(body, partition);
        Int64(body, offset);
        Int32(body, -1);
        Text(body, string.Empty);

        var parts = address.Split(':');
        using var client = new TcpClient();
        await client.ConnectAsync(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        var stream = client.GetStream();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, (int)body.Length);
        await stream.WriteAsync(length);
        await stream.WriteAsync(body.ToArray());
        await stream.ReadExactlyAsync(length);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(answer);
        Assert.Equal(0, BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan(answer.Length - 2)));
    }

    private static void Int16(Stream stream, short value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteInt16BigEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Int32(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Int64(Stream stream, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Text(Stream stream, string value)
    {
        Int16(stream, (short)Encoding.UTF8.GetByteCount(value));
        stream.Write(Encoding.UTF8.GetBytes(value));
    }
}
