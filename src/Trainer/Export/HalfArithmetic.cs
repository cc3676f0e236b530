using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>float16 on two-dimensional streams; only the logits are cast to float32.</summary>
internal sealed class HalfArithmetic(OnnxGraph graph) : IGraphArithmetic
{
    public string Table(string name, WeightArray array) => graph.HalfConstant(name, array);

    public string Vector(string name, WeightArray array) => graph.HalfConstant(name, array);

    public string Product(string x, string name, WeightArray weight) => graph.Node("MatMul", [x, Transposed(name, weight)]);

    public string Biased(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.Node("Gemm", [x, Transposed(name, weight), graph.HalfConstant(name + ".bias", bias)]);

    public string Added(string x, string name, WeightArray weight, string stream) => graph.Node("Gemm", [x, Transposed(name, weight), stream]);

    public void Logits(string x, string name, WeightArray weight, WeightArray bias) =>
        graph.NodeTo("Cast", [Biased(x, name, weight, bias)], "logits", ("to", OnnxGraph.Float));

    private string Transposed(string name, WeightArray weight) => graph.HalfConstant(name + ".weight", weight.Transposed());
}
