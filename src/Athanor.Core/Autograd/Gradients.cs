namespace Athanor.Autograd;

/// <summary>Gradients as values.</summary>
public static class Gradients
{
    /// <summary>The derivatives of a single-element <paramref name="output"/> with respect to each input; leaves' <c>Grad</c> stay as they are.</summary>
    /// <exception cref="TensorException">An input has no part in the output; use <see cref="OfMany"/> where that may happen.</exception>
    public static Tensor[] Of(Tensor output, ReadOnlySpan<Tensor> inputs, bool retainGraph = false, bool createGraph = false)
    {
        Tensor?[] grads = OfMany([output], inputs, default, retainGraph, createGraph);
        var results = new Tensor[grads.Length];
        for (int i = 0; i < grads.Length; i++)
            results[i] = grads[i] ?? throw new TensorException("gradients", $"the output does not depend on input {i} {inputs[i].Spec}");
        return results;
    }

    /// <summary>The derivative of a single-element output with respect to one input.</summary>
    public static Tensor Of(Tensor output, Tensor input, bool retainGraph = false, bool createGraph = false) =>
        Of(output, [input], retainGraph, createGraph)[0];

    /// <summary>
    /// The vector-Jacobian products of several outputs with their cotangents, with respect to each input; null where an input has no part.
    /// </summary>
    /// <param name="outputs">Parts of a graph.</param>
    /// <param name="inputs">Leaves, or values inside the graph.</param>
    /// <param name="cotangents">One for each output, or empty where each output is a single element.</param>
    /// <param name="retainGraph">Keeps the graph for another backward.</param>
    /// <param name="createGraph">Makes the results differentiable themselves.</param>
    public static Tensor?[] OfMany(
        ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> cotangents = default, bool retainGraph = false, bool createGraph = false)
    {
        if (cotangents.Length != 0 && cotangents.Length != outputs.Length)
            throw new TensorException("gradients", $"expected a cotangent for each of {outputs.Length} outputs, got {cotangents.Length}");
        using TensorScope scope = TensorScope.Begin("Gradients");
        var seeds = new Tensor[outputs.Length];
        for (int i = 0; i < seeds.Length; i++)
            seeds[i] = Tensor.Cotangent(outputs[i], cotangents.Length > 0 ? cotangents[i] : null);
        return scope.Return(BackwardPass.Collect(outputs, seeds, inputs, retainGraph, createGraph));
    }
}
