using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>float32 on two-dimensional streams, each product with its addend in one Gemm.</summary>
internal sealed class SingleArithmetic(OnnxGraph graph) : IGraphArithmetic
{
    public string Table(string name, WeightArray array) => graph.Matrix(name, array);

    public string Vector(string name, WeightArray array) => graph.Vector(name, array.Values);

    public string Product(string x, string name, WeightArray weight) => graph.Node("MatMul", [x, Transposed(name, weight)]);

    public string Biased(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.Node("Gemm", [x, Transposed(name, weight), graph.Vector(name + ".bias", bias.Values)]);

    public string Added(string x, string name, WeightArray weight, string stream) => graph.Node("Gemm", [x, Transposed(name, weight), stream]);

    public void Logits(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.NodeTo("Gemm", [x, Transposed(name, weight), graph.Vector(name + ".bias", bias.Values)], "logits");

    private string Transposed(string name, WeightArray weight) => graph.Matrix(name + ".weight", weight.Transposed());
}
