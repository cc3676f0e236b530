using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>
/// A network as other runtimes expect it: inputs <c>input_ids</c>, <c>attention_mask</c> and (but for DistilBERT, which has none) <c>token_type_ids</c>, int64
/// [batch, sequence], rows padded at will; output <c>logits</c> float32 [batch, labels]. In fp32 it uses standard operators only (operator set 17).
/// </summary>
public static class PlainGraph
{
    /// <summary>Writes the model.</summary>
    /// <param name="network">Its weights as they are.</param>
    /// <param name="precision">fp32 or int8.</param>
    /// <param name="tokenTypes">Whether token types are an input; else all tokens are of type 0, as in articles.</param>
    /// <exception cref="ArgumentException">There is no plain graph in fp16.</exception>
    public static byte[] Write(IClassifierNetwork network, GraphPrecision precision = GraphPrecision.Fp32, bool tokenTypes = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        var graph = new OnnxGraph();
        IGraphArithmetic arithmetic = precision switch
        {
            GraphPrecision.Fp32 => new PlainArithmetic(graph),
            GraphPrecision.Bytes => new IntegerArithmetic(graph),
            _ => throw new ArgumentException($"{network.BasePrefix} has no plain graph in {precision.Name()}; write it in fp32 or int8.", nameof(precision)),
        };
        graph.Input("input_ids", OnnxGraph.Int64, "batch", "sequence");
        graph.Input("attention_mask", OnnxGraph.Int64, "batch", "sequence");
        if (tokenTypes && network is not DistilBert)
        {
            graph.Input("token_type_ids", OnnxGraph.Int64, "batch", "sequence");
        }

        graph.Output("logits", OnnxGraph.Float, "batch", network.Labels);
        var weights = network.Parameters.ToArrays();
        switch (network)
        {
            case MobileBert mobile:
                PlainMobileBert.Write(new PlainParts(graph, arithmetic, weights, mobile.Config.Heads), mobile.Config, tokenTypes);
                break;
            case Bert bert:
                PlainBert.Write(new PlainParts(graph, arithmetic, weights, bert.Config.Heads), bert.Config, tokenTypes);
                break;
            case DistilBert distil:
                PlainDistilBert.Write(new PlainParts(graph, arithmetic, weights, distil.Config.Heads), distil.Config);
                break;
            default:
                throw new ArgumentException($"A {network.GetType().Name} has no graph.", nameof(network));
        }

        return graph.ToBytes(network.BasePrefix);
    }
}
