namespace FakeNews.Trainer.Tests.Goldens;

/// <summary>Comparison of numbers within an absolute limit.</summary>
internal static class Near
{
    public static void Equal(double? expected, double? actual, double limit, string what = "")
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{what}: expected {expected?.ToString("R") ?? "null"}, got {actual?.ToString("R") ?? "null"}");
            return;
        }

        Assert.True(expected.Value.Equals(actual.Value) || Math.Abs(expected.Value - actual.Value) <= limit, $"{what}: expected {expected:R}, got {actual:R}");
    }

    public static void Equal(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double limit, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Equal(expected[i], actual[i], limit, $"{what}[{i}]");
        }
    }
}
