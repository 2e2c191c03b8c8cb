namespace Athanor.Nn.Functions;

/// <summary>What a forward pass leaves: a of every layer (the input first) and z of every layer after it.</summary>
/// <param name="Activations">a⁰ = x, a¹, …, aᴸ, each (units, data).</param>
/// <param name="Sums">z¹, …, zᴸ, each (units, data).</param>
public sealed record ForwardPass(IReadOnlyList<Tensor> Activations, IReadOnlyList<Tensor> Sums);

/// <summary>The gradients of a layer.</summary>
/// <param name="Delta">δ, the derivative by z: (units, data).</param>
/// <param name="Weight">δ·aᵀ: (units, units before).</param>
/// <param name="Bias">δ summed over the data: (units).</param>
public sealed record LayerGradients(Tensor Delta, Tensor Weight, Tensor Bias);

/// <summary>
/// Back-propagation as it is written on the board (Rumelhart, Hinton and Williams 1986), for layers of sigmoids aˡ = σ(zˡ),
/// zˡ = Wˡ·aˡ⁻¹ + bˡ, and the error E = ½ Σ ‖aᴸ − y‖². Data are columns. Nothing here asks autograd.
/// </summary>
public sealed class HandWrittenBackprop
{
    /// <summary>A network of given weights Wˡ (units, units before) and biases bˡ (units).</summary>
    /// <exception cref="TensorException">The sizes of two layers do not fit together.</exception>
    public HandWrittenBackprop(IReadOnlyList<Tensor> weights, IReadOnlyList<Tensor> biases)
    {
        if (weights.Count == 0 || weights.Count != biases.Count)
            throw new TensorException(
                "backprop", $"expected a bias for each of at least one weight, got {weights.Count} weights and {biases.Count} biases");
        for (int l = 0; l < weights.Count; l++)
        {
            if (weights[l].Rank != 2 || biases[l].Shape != new Shape(weights[l].Shape[0])
                || (l > 0 && weights[l].Shape[1] != weights[l - 1].Shape[0]))
                throw new TensorException(
                    "backprop", $"layer {l + 1} of weight {weights[l].Shape} and bias {biases[l].Shape} does not fit the one before");
        }
        (Weights, Biases) = (weights, biases);
    }

    /// <summary>W¹, …, Wᴸ.</summary>
    public IReadOnlyList<Tensor> Weights { get; }

    /// <summary>b¹, …, bᴸ.</summary>
    public IReadOnlyList<Tensor> Biases { get; }

    /// <summary>Layer by layer, with everything kept that the way back needs.</summary>
    /// <param name="x">(inputs, data).</param>
    public ForwardPass Forward(Tensor x)
    {
        List<Tensor> activations = [x], sums = [];
        for (int l = 0; l < Weights.Count; l++)
        {
            sums.Add(Weights[l].MatMul(activations[l]) + Biases[l].Unsqueeze(1));
            activations.Add(sums[l].Sigmoid());
        }
        return new ForwardPass(activations, sums);
    }

    /// <summary>E = ½ Σ ‖aᴸ − y‖².</summary>
    public static Tensor Loss(ForwardPass pass, Tensor y) => (pass.Activations[^1] - y).Square().Sum() * 0.5;

    /// <summary>
    /// The δ recursion: δᴸ = (aᴸ − y) ⊙ σ′(zᴸ), then δˡ = (Wˡ⁺¹)ᵀ·δˡ⁺¹ ⊙ σ′(zˡ); the gradients of Wˡ are δˡ·(aˡ⁻¹)ᵀ, those of bˡ δˡ.
    /// </summary>
    public IReadOnlyList<LayerGradients> Backward(ForwardPass pass, Tensor y)
    {
        var layers = new LayerGradients[Weights.Count];
        Tensor delta = (pass.Activations[^1] - y) * SigmoidSlope(pass.Sums[^1]);
        for (int l = Weights.Count - 1; l >= 0; l--)
        {
            layers[l] = new LayerGradients(delta, delta.MatMul(pass.Activations[l].MT), delta.Sum(1));
            if (l > 0)
                delta = Weights[l].MT.MatMul(delta) * SigmoidSlope(pass.Sums[l - 1]);
        }
        return layers;
    }

    // σ′(z) = σ(z)·(1 − σ(z)).
    private static Tensor SigmoidSlope(Tensor z)
    {
        Tensor a = z.Sigmoid();
        return a * (1 - a);
    }
}
