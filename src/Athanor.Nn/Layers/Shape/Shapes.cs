namespace Athanor.Nn;

/// <summary>Hands its input on.</summary>
public sealed class Identity : Layer
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input;
}

/// <summary>Dimensions made one: (N, …) → (N, count).</summary>
/// <param name="start">The first dimension.</param>
/// <param name="end">The last dimension.</param>
public sealed class Flatten(int start = 1, int end = -1) : Layer
{
    /// <summary>The first dimension.</summary>
    public int Start { get; } = start;

    /// <summary>The last dimension.</summary>
    public int End { get; } = end;

    /// <inheritdoc/>
    public override string Description => $"Flatten({Start}, {End})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Flatten(Start, End);
}

/// <summary>A dimension split into several.</summary>
/// <param name="dim">The dimension.</param>
/// <param name="sizes">Its new sizes; one may be −1.</param>
public sealed class Unflatten(int dim, Shape sizes) : Layer
{
    /// <summary>The dimension.</summary>
    public int Dim { get; } = dim;

    /// <summary>Its new sizes; one may be −1.</summary>
    public Shape Sizes { get; } = sizes;

    /// <inheritdoc/>
    public override string Description => $"Unflatten({Dim} → {Sizes})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => input.Unflatten(Dim, Sizes.Dims);
}
