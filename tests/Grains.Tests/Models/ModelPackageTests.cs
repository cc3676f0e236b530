using System.IO.Compression;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Tests.Models;

public sealed class ModelPackageTests
{
    public static TheoryData<string, Func<ModelManifest, ModelManifest>> Defects => new()
    {
        { "has format 2, and this version reads format 1", m => m with { Format = 2 } },
        { "has no name", m => m with { Name = "" } },
        { "has no version", m => m with { Version = "" } },
        { "has the labels [real, fake] instead of [fake, real]", m => m with { Labels = ["real", "fake"] } },
        { "names no language", m => m with { Language = "" } },
        { "wants the text mask 'unheard-of', which this version does not have", m => m with { Text = new(" ", ["unheard-of"]) } },
        { "has a cascade without a band", m => m with { Cascade = new(8, null!, 0.001) } },
        { "has a cascade whose first step is 64 tokens, which is not between 3 and its maximumTokens", m => m with { Cascade = new(64, new(0.1, 0.9), 0.001) } },
        { "has a cascade whose first step is 2 tokens, which is not between 3 and its maximumTokens", m => m with { Cascade = new(2, new(0.1, 0.9), 0.001) } },
        { "has a cascade whose band leaves [0, 1]", m => m with { Cascade = new(8, new(-0.1, 0.9), 0.001) } },
        { "has a cascade whose band ends before it begins", m => m with { Cascade = new(8, new(0.9, 0.1), 0.001) } },
        { "has a cascade whose flipBudget is outside [0, 1)", m => m with { Cascade = new(8, new(0.1, 0.9), 1) } },
        { "has maximumTokens 2, which is not between 3 and 8192", m => m with { MaximumTokens = 2 } },
        { "has thresholds outside (0, 1]", m => m with { Thresholds = new(1.5, 0.5) } },
        { "has thresholds outside (0, 1]", m => m with { Thresholds = new(0.5, 0) } },
        { "has a review threshold above its flag threshold", m => m with { Thresholds = new(0.5, 0.6) } },
        { "has temperature 0, which is not above 0", m => m with { Temperature = 0 } },
        { "names no graph", m => m with { Graphs = [] } },
        { "has a graph of the unknown precision 'fp64'", m => m with { Graphs = [new("fp64", "model.onnx")] } },
        { "names the graph 'other.onnx', which is not among its files", m => m with { Graphs = [new("fp32", "other.onnx")] } },
        { "does not list vocab.txt", m => m with { Files = m.Files.Remove("vocab.txt") } },
        { "lists the file '../../etc/passwd', whose path leaves the package", m => m with { Files = m.Files.Add("../../etc/passwd", "00") } },
        { "lists the file '/etc/passwd', whose path leaves the package", m => m with { Files = m.Files.Add("/etc/passwd", "00") } },
    };

    [Fact]
    public void A_whole_package_opens_and_is_addressed_by_its_manifests_hash()
    {
        using var written = TestPackage.Write();

        var package = ModelPackage.Open(written.Folder);

        var manifest = File.ReadAllBytes(Path.Combine(written.Folder, "manifest.json"));
        Assert.Equal(new("test", "1.0.0", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(manifest))), package.Identity);
        Assert.Equal(Path.Combine(written.Folder, "model.onnx"), package.GraphPath());
        Assert.Equal(TestPackage.Vocabulary.Length, ModelSnapshot.Load(package).VocabularySize);
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Defects))]
    public void Each_defect_of_a_manifest_is_refused_with_its_sentence(string sentence, Func<ModelManifest, ModelManifest> spoil)
    {
        using var written = TestPackage.Write(spoil);

        Refused(written.Folder, sentence);
    }

    [Fact]
    public void A_changed_file_is_refused()
    {
        using var written = TestPackage.Write();
        File.AppendAllText(Path.Combine(written.Folder, "vocab.txt"), "x");

        Refused(written.Folder, "vocab.txt of the model package", "its sha256 is not the manifest's");
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        using var written = TestPackage.Write();
        using (var graph = File.OpenWrite(Path.Combine(written.Folder, "model.onnx")))
        {
            graph.SetLength(5);
        }

        Refused(written.Folder, "model.onnx of the model package");
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        using var written = TestPackage.Write();
        File.Delete(Path.Combine(written.Folder, "model.onnx"));

        Refused(written.Folder, "lacks model.onnx");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":\"1\"}")]
    [InlineData("")]
    public void What_is_no_manifest_is_refused(string json)
    {
        using var written = TestPackage.Write();
        File.WriteAllText(Path.Combine(written.Folder, "manifest.json"), json);

        Refused(written.Folder, "The manifest of");
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_package() => Refused(Path.GetTempPath(), "manifest.json is missing");

    [Fact]
    public void A_vocabulary_without_special_tokens_is_not_our_tokenizer()
    {
        using var written = TestPackage.Write();
        var vocabulary = "alpha\nbeta\n"u8.ToArray();
        File.WriteAllBytes(Path.Combine(written.Folder, "vocab.txt"), vocabulary);
        var manifest = ModelPackage.ReadManifest(File.ReadAllBytes(Path.Combine(written.Folder, "manifest.json")), "test").Manifest;
        TestPackage.WriteManifest(written.Folder, manifest with
        {
            Files = manifest.Files.SetItem("vocab.txt", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(vocabulary))),
        });

        var refused = Assert.Throws<ModelPackageException>(() => ModelSnapshot.Load(ModelPackage.Open(written.Folder)));
        Assert.Contains("is not a tokenizer this version has", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_precision_that_is_not_there_is_refused_with_those_that_are()
    {
        using var written = TestPackage.Write();

        var refused = Assert.Throws<ModelPackageException>(() => ModelPackage.Open(written.Folder).GraphPath("int8"));
        Assert.Equal("The model package test 1.0.0 has no int8 graph; it has fp32.", refused.Message);
    }

    [Fact]
    public void A_zip_is_the_same_package_as_its_folder()
    {
        using var written = TestPackage.Write(version: Guid.NewGuid().ToString());
        var zip = written.Folder + ".zip";
        ZipFile.CreateFromDirectory(written.Folder, zip);
        try
        {
            var package = ModelPackage.Open(zip);
            Assert.Equal(ModelPackage.Open(written.Folder).Identity, package.Identity);
            Assert.Equal(package.Folder, ModelPackage.Open(zip).Folder);
            Directory.Delete(package.Folder, recursive: true);
        }
        finally
        {
            File.Delete(zip);
        }
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused()
    {
        var path = Path.GetTempFileName();
        try
        {
            Refused(path, "can't be unpacked");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Refused(string path, params string[] parts)
    {
        var refused = Assert.Throws<ModelPackageException>(() => ModelPackage.Open(path));
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refused.Message);
    }
}
