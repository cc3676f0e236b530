using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export;

/// <summary>How a graph stores its weights and multiplies with them. Weights come as [out, in], as networks have them.</summary>
internal interface IGraphArithmetic
{
    /// <summary>A matrix of which rows are looked up or added.</summary>
    string Table(string name, WeightArray array);

    /// <summary>A vector that streams are multiplied by or that is added to them.</summary>
    string Vector(string name, WeightArray array);

    /// <summary>x Wᵀ.</summary>
    string Product(string x, string name, WeightArray weight);

    /// <summary>x Wᵀ + bias.</summary>
    string Biased(string x, string name, WeightArray weight, WeightArray bias);

    /// <summary>x Wᵀ + stream.</summary>
    string Added(string x, string name, WeightArray weight, string stream);

    /// <summary>x Wᵀ + bias in float32, as the graph's output.</summary>
    void Logits(string x, string name, WeightArray weight, WeightArray bias);
}
