using System.Buffers.Binary;
using System.Text;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("safetensors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_type_and_shape_of_the_golden_is_read()
    {
        using var file = SafetensorsFile.Open(Golden.File("formats/edge.safetensors"));
        ExpectedTensors.AssertEqual(file);
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void What_is_written_is_read_back_whatever_the_order_and_gives_the_same_bytes()
    {
        using var golden = SafetensorsFile.Open(Golden.File("formats/edge.safetensors"));
        var tensors = golden.Entries.Select(entry => golden.Read(entry.Name)).ToArray();
        var (forward, backward) = (Path.Combine(_folder, "a.safetensors"), Path.Combine(_folder, "b.safetensors"));
        SafetensorsWriter.Write(forward, tensors);
        SafetensorsWriter.Write(backward, tensors.Reverse());
        Assert.Equal(File.ReadAllBytes(forward), File.ReadAllBytes(backward));
        using var read = SafetensorsFile.Open(forward);
        ExpectedTensors.AssertEqual(read);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_checkpoint_of_hugging_face_is_written_back_byte_for_byte()
    {
        var source = Golden.File("models/distilbert-tiny/model.safetensors");
        using var golden = SafetensorsFile.Open(source);
        var copy = Path.Combine(_folder, "model.safetensors");
        SafetensorsWriter.Write(copy, golden.Entries.Select(entry => golden.Read(entry.Name)));
        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(copy));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "Duplicate")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "b overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "b leaves a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "cut short")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "appended")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", 4, "do not fit F32 [3]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,4]}}""", 4, "more elements")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "F8_E4M3, which is not supported")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "not valid")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "not valid")]
    [InlineData("""{"a":7}""", 4, "not valid")]
    [InlineData("[]", 4, "not a JSON object")]
    [InlineData("{{", 4, "not valid")]
    public void A_header_that_lies_is_refused_and_the_reason_named(string header, int dataLength, string reason)
    {
        var path = Written(Encoding.UTF8.GetByteCount(header), header, dataLength);
        var exception = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("bad.safetensors", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(200_000_000)]
    [InlineData(100)]
    [InlineData(0)]
    public void A_header_longer_than_the_file_or_the_formats_limit_is_refused_unread(long length)
    {
        var exception = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Written(length, "{}", 0)));
        Assert.Contains("length of a header", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_a_name_do_not_reach_the_message()
    {
        const string header = """{"a\u001b[31m":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""";
        var exception = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Written(header.Length, header, 4)));
        Assert.DoesNotContain('\u001b', exception.Message);
    }

    [Fact]
    public void A_name_given_to_two_tensors_is_not_written()
    {
        NamedTensor[] twice = [NamedTensor.FromSingles("a", new TensorShape(1), [1f]), NamedTensor.FromSingles("a", new TensorShape(1), [2f])];
        Assert.Throws<CheckpointException>(() => SafetensorsWriter.Write(Path.Combine(_folder, "twice.safetensors"), twice));
        Assert.False(File.Exists(Path.Combine(_folder, "twice.safetensors")));
    }

    private string Written(long length, string header, int dataLength)
    {
        var path = Path.Combine(_folder, "bad.safetensors");
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, length);
        File.WriteAllBytes(path, [.. prefix, .. Encoding.UTF8.GetBytes(header), .. new byte[dataLength]]);
        return path;
    }
}
