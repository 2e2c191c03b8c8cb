namespace Athanor.Conformance.Engine;

/// <summary>The element type to compute in, and how far a result may be off, relative to the root mean square of what is expected.</summary>
/// <param name="DType">The element type of parameters and floating inputs.</param>
/// <param name="Output">The bound of outputs.</param>
/// <param name="Gradient">The bound of gradients.</param>
public sealed record Bounds(DType DType, double Output, double Gradient)
{
    /// <summary>For an engine that computes in float32.</summary>
    public static Bounds Single { get; } = new(DType.Float32, 1e-4, 1e-3);

    /// <summary>For an engine that computes in float64.</summary>
    public static Bounds Double { get; } = new(DType.Float64, 1e-9, 1e-9);

    /// <summary>The least root mean square that counts as more than 0: the smallest number that the type holds with all its digits.</summary>
    public double Smallest => DType == DType.Float32 ? 1.17549435e-38 : 2.2250738585072014e-308;
}
