namespace Athanor.Nn;

/// <summary>
/// In training sets whole examples of a residual branch to 0 and scales the others up (stochastic depth, Huang et al. 2016).
/// </summary>
/// <param name="p">The share that is dropped.</param>
public sealed class DropPath(double p = 0.1) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double P { get; } = p;

    /// <inheritdoc/>
    public override string Description => FormattableString.Invariant($"DropPath({P})");

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        if (!Training || P == 0)
            return input;
        using Defaults.Restore device = Defaults.On(input.Device);
        Tensor ones = Tensor.Ones([input.Shape[0], .. Enumerable.Repeat(1, input.Rank - 1)], input.DType);
        return input * ones.Dropout(P);
    }
}
