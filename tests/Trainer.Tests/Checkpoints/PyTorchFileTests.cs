using System.IO.Compression;
using System.Text;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.PyTorch;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Tests.Goldens;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Checkpoints;

public sealed class PyTorchFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pytorch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("torch.bin")]
    [InlineData("torch_legacy.bin")]
    public void Every_type_view_and_shared_storage_of_the_golden_is_read(string name)
    {
        using var file = PyTorchFile.Open(Golden.File("formats/" + name));
        ExpectedTensors.AssertEqual(file);
    }

    [Fact]
    public void The_tensors_of_a_training_checkpoint_are_found_inside()
    {
        using var file = PyTorchFile.Open(Golden.File("formats/nested.bin"));
        ExpectedTensors.AssertEqual(file, onlyFirst: 3);
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("pytorch_model_legacy.bin")]
    public void A_models_weights_equal_the_safetensors_beside_it(string name)
    {
        using var expected = SafetensorsFile.Open(Golden.File("models/mobilebert-tiny/model.safetensors"));
        using var file = PyTorchFile.Open(Golden.File("models/mobilebert-tiny/" + name));
        Assert.Equal(expected.Entries.Select(static entry => entry.Name).Order(), file.Entries.Select(static entry => entry.Name).Order());
        foreach (var entry in expected.Entries)
        {
            Assert.Equal(expected.Read(entry.Name).Data.ToArray(), file.Read(entry.Name).Data.ToArray());
        }
    }

    [Theory]
    [InlineData("cposix\nsystem\n", "posix.system")]
    [InlineData("cbuiltins\neval\n", "builtins.eval")]
    [InlineData("ctorch\nload\n", "torch.load")]
    [InlineData("ctransformers.models.bert.modeling_bert\nBertModel\n", "transformers.models.bert.modeling_bert.BertModel")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2 \n", "torch._utils._rebuild_tensor_v2 ")]
    [InlineData("\u008c\u0002os\u008c\u0006system\u0093", "os.system")]
    public void What_asks_for_anything_but_tensors_is_refused_with_its_name(string pickle, string name)
    {
        var exception = Refused(pickle + ".");
        Assert.Contains("asks for " + name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(i\n", "0x69")]
    [InlineData("(ccollections\nOrderedDict\no", "0x6f")]
    [InlineData("ccollections\nOrderedDict\n)\u0081", "0x81")]
    [InlineData("\u0082\u0001", "0x82")]
    [InlineData("P0\n", "0x50")]
    [InlineData("}I1\n", "0x49")]
    public void Instructions_that_make_objects_are_refused(string pickle, string opcode) =>
        Assert.Contains(opcode, Refused(pickle + ".").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("h\u0005.")]
    [InlineData("u.")]
    [InlineData("}K\u0001K\u0002.")]
    [InlineData("K\u0001K\u0002s.")]
    [InlineData("}(K\u0001u.")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f.")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff.")]
    [InlineData("N}R.")]
    [InlineData("N)R.")]
    [InlineData("ccollections\nOrderedDict\n(K\u0001K\u0002tR.")]
    [InlineData("NQ.")]
    [InlineData("Nb.")]
    [InlineData("]a.")]
    [InlineData("\u008a\u00ff.")]
    [InlineData("ccoll")]
    public void A_damaged_pickle_gives_one_clear_error(string pickle) => Refused(pickle);

    [Fact]
    public void A_dictionary_that_holds_itself_is_no_trouble()
    {
        var exception = Refused("}q\0X\u0001\0\0\0ah\0s.");
        Assert.Contains("no tensors", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3, 1, "beyond its storage")]
    [InlineData(1, 2, 1, "beyond its storage")]
    [InlineData(0, 2, 2, "beyond its storage")]
    [InlineData(0, 200, 0, "beyond its storage")]
    public void A_view_that_reaches_out_of_its_storage_is_refused(int offset, int extent, int stride, string reason) =>
        Assert.Contains(reason, Refused(OneTensor(offset, extent, stride)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_view_within_its_storage_is_read()
    {
        using var file = PyTorchFile.Open(Zip(OneTensor(1, 1, 1), new byte[8]));
        Assert.Equal([0f], file.Read("a").ToSingles());
    }

    [Fact]
    public void A_storage_of_another_size_is_refused()
    {
        using var file = PyTorchFile.Open(Zip(OneTensor(0, 2, 1), new byte[12]));
        Assert.Contains("12 bytes, not 8", Assert.Throws<CheckpointException>(() => file.Read("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_entries_are_refused_because_they_may_unpack_to_any_size()
    {
        using var file = PyTorchFile.Open(Zip(OneTensor(0, 2, 1), new byte[100_000], CompressionLevel.SmallestSize));
        Assert.Contains("compressed", Assert.Throws<CheckpointException>(() => file.Read("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_gives_the_clear_error()
    {
        foreach (var name in new[] { "torch.bin", "torch_legacy.bin", "edge.safetensors" })
        {
            var bytes = File.ReadAllBytes(Golden.File("formats/" + name));
            var path = Path.Combine(_folder, name);
            for (var length = 0; length < bytes.Length - 1; length += 37)
            {
                File.WriteAllBytes(path, bytes[..length]);
                Assert.Throws<CheckpointException>(() =>
                {
                    using var file = TensorFile.Open(path);
                    foreach (var entry in file.Entries)
                    {
                        file.Read(entry.Name);
                    }
                });
            }
        }
    }

    [Theory]
    [InlineData("torch.bin")]
    [InlineData("torch_legacy.bin")]
    [InlineData("edge.safetensors")]
    public void A_file_with_changed_bytes_is_read_or_gives_the_clear_error(string name)
    {
        var bytes = File.ReadAllBytes(Golden.File("formats/" + name));
        var path = Path.Combine(_folder, name);
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().Where(static seed => seed >= 0).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var changed = bytes.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, changed);
            try
            {
                using var file = TensorFile.Open(path);
                foreach (var entry in file.Entries)
                {
                    file.Read(entry.Name).ToSingles();
                }
            }
            catch (CheckpointException)
            {
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void A_large_file_pointer_says_what_to_do()
    {
        var path = Path.Combine(_folder, "pytorch_model.bin");
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n");
        Assert.Contains("git lfs pull", Assert.Throws<CheckpointException>(() => TensorFile.Open(path)).Message, StringComparison.Ordinal);
    }

    private static string OneTensor(int offset, int extent, int stride) =>
        $"}}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0002tQ"
        + $"K{(char)offset}K{(char)extent}\u0085K{(char)stride}\u0085\u0089ccollections\nOrderedDict\n)RtRs.";

    private CheckpointException Refused(string pickle)
    {
        var path = Zip(pickle, new byte[8]);
        var exception = Assert.Throws<CheckpointException>(() => PyTorchFile.Open(path));
        Assert.StartsWith("model.bin can't be read", exception.Message, StringComparison.Ordinal);
        return exception;
    }

    private string Zip(string pickle, byte[] storage, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var path = Path.Combine(_folder, "model.bin");
        using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        using (var entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open())
        {
            entry.Write(Encoding.Latin1.GetBytes("\u0080\u0002" + pickle));
        }

        using (var entry = archive.CreateEntry("archive/data/0", level).Open())
        {
            entry.Write(storage);
        }

        return path;
    }
}
