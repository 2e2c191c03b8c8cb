namespace Athanor.Nn;

/// <summary>A layer whose weight can be given from outside, so that it may follow from other parameters.</summary>
public interface IWeightedLayer
{
    /// <summary>The layer's own weight.</summary>
    Parameter Weight { get; }

    /// <summary>The dimension of the weight that counts outputs.</summary>
    int OutputDim { get; }

    /// <summary>The layer with another weight in place of its own.</summary>
    Tensor ForwardWith(Tensor input, Tensor weight);
}
