namespace Athanor.Conformance.Engine;

/// <summary>The element type to compute in, and how far a result may be off, relative to the root mean square of what is expected.</summary>
/// <param name="DType">The element type of parameters and floating inputs.</param>
/// <param name="Output">The bound of outputs.</param>
/// <param name="Gradient">The bound of gradients.</param>
/// <remarks>
/// Operator files round to 12 significant digits, which is at most 5e-13 of a value: of a tensor of 600 elements, the largest there
/// are, at most √600 · 5e-13 ≈ 1.2e-11 of its root mean square. So 1e-9 leaves that rounding a hundredth of the bound.
/// </remarks>
public sealed record Bounds(DType DType, double Output, double Gradient)
{
    /// <summary>For an engine that computes in float32.</summary>
    public static Bounds Single { get; } = new(DType.Float32, 1e-4, 1e-3);

    /// <summary>For an engine that computes in float64.</summary>
    public static Bounds Double { get; } = new(DType.Float64, 1e-9, 1e-9);
}
