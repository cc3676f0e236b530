using System.Runtime.InteropServices;
using FakeNews.Grains.Classification;

namespace FakeNews.Grains.Tests.Classification;

public sealed class TokenBatchTests
{
    [Fact]
    public void Rows_are_widened_padded_and_masked()
    {
        var batch = TokenBatch.Pack("model", 4, [Row(2, 7, 3), Row(2, 65_535, 8, 3)]);
        var (ids, mask) = (new long[8], new long[8]);
        Array.Fill(ids, -1);

        batch.CopyTo(ids, mask);

        Assert.Equal([2, 7, 3, 0, 2, 65_535, 8, 3], ids);
        Assert.Equal([1, 1, 1, 0, 1, 1, 1, 1], mask);
        Assert.Equal((2, 7), (batch.Rows, batch.Tokens));
    }

    [Fact]
    public void A_single_row_is_not_copied()
    {
        var row = Row(2, 7, 3);

        Assert.True(TokenBatch.Pack("model", 3, [row]).PackedIds.Equals(row));
    }

    [Fact]
    public void Without_a_mask_padding_is_refused()
    {
        var batch = TokenBatch.Pack("model", 4, [Row(2, 7, 3)]);

        Assert.Throws<InvalidOperationException>(() => batch.CopyTo(new long[4], default));
    }

    private static ReadOnlyMemory<byte> Row(params ushort[] ids) => MemoryMarshal.AsBytes<ushort>(ids).ToArray();
}
