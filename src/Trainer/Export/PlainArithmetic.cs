using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>float32 in the standard operators that every runtime has, on streams of any rank.</summary>
internal sealed class PlainArithmetic(OnnxGraph graph) : IGraphArithmetic
{
    public string Table(string name, WeightArray array) => graph.Matrix(name, array);

    public string Vector(string name, WeightArray array) => graph.Vector(name, array.Values);

    public string Product(string x, string name, WeightArray weight) => graph.Node("MatMul", [x, graph.Matrix(name + ".weight", weight.Transposed())]);

    public string Biased(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.Node("Add", [Product(x, name, weight), graph.Vector(name + ".bias", bias.Values)]);

    public string Added(string x, string name, WeightArray weight, string stream) => graph.Node("Add", [Product(x, name, weight), stream]);

    public void Logits(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.NodeTo("Add", [Product(x, name, weight), graph.Vector(name + ".bias", bias.Values)], "logits");
}
