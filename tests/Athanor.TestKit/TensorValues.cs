namespace Athanor.TestKit;

/// <summary>A tensor's elements for tests, whatever their type.</summary>
public static class TensorValues
{
    /// <summary>The elements as doubles, row by row. int64 beyond 2⁵³ loses its last bits.</summary>
    public static double[] ToDoubles(this Tensor tensor)
    {
        using TensorScope scope = TensorScope.Begin("ToDoubles");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return tensor.To(DType.Float64).ToArray<double>();
    }

    /// <summary>A floating tensor of an element type from doubles.</summary>
    public static Tensor FromDoubles(ReadOnlySpan<double> values, Shape shape, DType dtype)
    {
        Tensor wide = Tensor.From(values, shape);
        return dtype == DType.Float64 ? wide : wide.To(dtype);
    }
}
