using FakeNews.Grains.Tokenization;
using FakeNews.Tests.Support;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Goldens;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Networks;

[Collection(TorchCollection.Name)]
public sealed class EndToEndGoldenTests
{
    [Fact]
    public void From_text_over_tokens_to_logits_all_is_as_hugging_face_computes_it()
    {
        var tokenizer = WordPieceTokenizer.Load(Golden.File("models/mobilebert-tiny/vocab.txt"), SpelledSpecialTokens.Special);
        using var network = GoldenClassifier.Load("mobilebert-tiny");
        using var frozen = no_grad();
        foreach (var golden in Golden.Json("models/mobilebert-tiny/text_cases.json").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var ids = tokenizer.Encode(golden.Text("text"));
            Assert.Equal(golden.Integers("ids"), ids.Select(static id => (int)id));
            var logits = network.Forward(tensor(ids.Select(static id => (long)id).ToArray()).unsqueeze(0));
            GoldenClassifier.Equal(golden.Doubles("logits"), logits, 2e-6, golden.Text("text"));
            GoldenClassifier.Equal(golden.Doubles("probabilities"), nn.functional.softmax(logits, 1), 2e-6, golden.Text("text"));
        }
    }

    [Fact]
    public void The_shared_pretrained_encoder_fits_and_lacks_its_classifier_only()
    {
        var folder = SharedFolder.Find("models/all-MiniLM-L6-v2");
        Assert.SkipUnless(folder is not null, "models/all-MiniLM-L6-v2 is not on this machine");
        var (network, report) = NetworkCheckpoint.Load(folder!);
        using (network)
        {
            Assert.IsType<Bert>(network);
            Assert.Equal(["classifier.bias", "classifier.weight"], report.Missing);
            Assert.Empty(report.Unexpected);
        }
    }
}
