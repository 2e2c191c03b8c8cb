using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary><paramref name="steps"/> numbers at equal distances from start to end, both included.</summary>
    /// <exception cref="TensorException">The number of steps is negative.</exception>
    public static Tensor Linspace(double start, double end, int steps, DType? dtype = null) =>
        Apply(new Spaced(start, end, Steps(steps, "linspace"), 0, dtype ?? Defaults.DType));

    /// <summary>Numbers at equal distances between the values of two scalar tensors. Differentiable.</summary>
    public static Tensor Linspace(Tensor start, Tensor end, int steps, DType? dtype = null)
    {
        DType type = dtype ?? Defaults.DType;
        DType wide = type == DType.Float64 || !type.IsFloating() ? DType.Float64 : DType.Float32;
        using Defaults.Restore on = Defaults.On(start.Device);
        Tensor from = Only(start, "linspace").To(wide), to = Only(end, "linspace").To(wide);
        Tensor part = Apply(new Spaced(0, 1, Steps(steps, "linspace"), 0, wide));
        return (from * (1.0 - part) + to * part).To(type);
    }

    /// <summary>Powers of <paramref name="base"/> whose exponents lie at equal distances from start to end, both included.</summary>
    /// <exception cref="TensorException">The number of steps is negative.</exception>
    public static Tensor Logspace(double start, double end, int steps, double @base = 10, DType? dtype = null) => @base == 0
        ? Pow(@base, Linspace(start, end, steps, DType.Float64)).To(dtype ?? Defaults.DType)
        : Apply(new Spaced(start, end, Steps(steps, "logspace"), @base, dtype ?? Defaults.DType));

    /// <summary>Powers whose exponents lie at equal distances between the values of two scalar tensors. Differentiable.</summary>
    public static Tensor Logspace(Tensor start, Tensor end, int steps, double @base = 10, DType? dtype = null)
    {
        DType type = dtype ?? Defaults.DType;
        return Pow(@base, Linspace(start, end, steps, type.IsFloating() ? type : DType.Float64)).To(type);
    }

    /// <summary>All the same value, of this tensor's shape and, unless given, type.</summary>
    public Tensor FullLike(Number value, DType? dtype = null) => Full(Spec.With(dtype ?? DType), value);

    /// <summary>All the same value, of this tensor's type (unless given) and device.</summary>
    public Tensor NewFull(Shape shape, Number value, DType? dtype = null) => Full(new TensorSpec(shape, dtype ?? DType, Device), value);

    /// <summary>All 0, of this tensor's type (unless given) and device.</summary>
    public Tensor NewZeros(Shape shape, DType? dtype = null) => NewFull(shape, 0, dtype);

    /// <summary>All 1, of this tensor's type (unless given) and device.</summary>
    public Tensor NewOnes(Shape shape, DType? dtype = null) => NewFull(shape, 1, dtype);

    /// <summary>Values not set, of this tensor's type (unless given) and device.</summary>
    public Tensor NewEmpty(Shape shape, DType? dtype = null) => Empty(new TensorSpec(shape, dtype ?? DType, Device));

    /// <summary>Values not set, of this tensor's kind.</summary>
    public Tensor EmptyLike() => Empty(Spec);

    /// <summary>A copy with one value in place of every element, cut from this tensor's gradient.</summary>
    public Tensor Fill(Number value) => MaskedFill(Full(new TensorSpec(Shape.Scalar, DType.Bool, Device), true), value);

    /// <summary>
    /// Numerical derivatives along dimensions (all, if none is named): central differences of second order inside, at the borders of first or
    /// second order.
    /// </summary>
    /// <param name="spacing">The distance of neighbours: one for all dimensions or one for each; 1 if left out.</param>
    /// <param name="dims">The dimensions.</param>
    /// <param name="edgeOrder">1 or 2.</param>
    /// <exception cref="TensorException">A dimension is too small, or the spacings do not fit.</exception>
    public Tensor[] Gradient(ReadOnlySpan<double> spacing = default, ReadOnlySpan<int> dims = default, int edgeOrder = 1)
    {
        int[] over = GradientDims(dims, edgeOrder);
        if (spacing.Length > 1 && spacing.Length != over.Length)
            throw new TensorException("gradient", $"expected one spacing, or {over.Length}, got {spacing.Length}");
        var results = new Tensor[over.Length];
        for (int i = 0; i < over.Length; i++)
        {
            double h = spacing.Length == 0 ? 1 : spacing.Length == 1 ? spacing[0] : spacing[i];
            Tensor places = Linspace(0, (Shape[over[i]] - 1) * h, Shape[over[i]], DType.Float64);
            results[i] = Slope(over[i], OnDeviceOf(places), edgeOrder);
        }
        return results;
    }

    /// <summary>Numerical derivatives where neighbours lie at the coordinates given, one vector for each dimension.</summary>
    /// <inheritdoc cref="Gradient(ReadOnlySpan{double}, ReadOnlySpan{int}, int)"/>
    /// <param name="coordinates">A vector for each dimension.</param>
    /// <param name="dims">The dimensions.</param>
    /// <param name="edgeOrder">1 or 2.</param>
    public Tensor[] Gradient(ReadOnlySpan<Tensor> coordinates, ReadOnlySpan<int> dims = default, int edgeOrder = 1)
    {
        int[] over = GradientDims(dims, edgeOrder);
        if (coordinates.Length != over.Length)
            throw new TensorException("gradient", $"expected coordinates for {over.Length} dimensions, got {coordinates.Length}");
        var results = new Tensor[over.Length];
        for (int i = 0; i < over.Length; i++)
            results[i] = coordinates[i].Rank == 1 && coordinates[i].Count == Shape[over[i]]
                ? Slope(over[i], coordinates[i], edgeOrder)
                : throw new TensorException("gradient", $"dimension {over[i]} needs {Shape[over[i]]} coordinates, got shape {coordinates[i].Shape}");
        return results;
    }

    private static int Steps(int steps, string op) =>
        steps >= 0 ? steps : throw new TensorException(op, $"the number of steps must not be negative, got {steps}");

    private static Tensor Only(Tensor x, string op) => x.Rank == 0 ? x : throw new TensorException(op, $"the ends must be scalars, got shape {x.Shape}");

    private int[] GradientDims(ReadOnlySpan<int> dims, int edgeOrder)
    {
        if (edgeOrder is not (1 or 2))
            throw new TensorException("gradient", $"the order at the edges must be 1 or 2, got {edgeOrder}");
        var over = new List<int>();
        foreach (int dim in dims)
            over.Add(ResolveDim(dim, "gradient"));
        for (int d = 0; d < Rank && dims.Length == 0; d++)
            over.Add(d);
        foreach (int d in over)
            if (Shape[d] <= edgeOrder)
                throw new TensorException("gradient", $"dimension {d} needs at least {edgeOrder + 1} elements, got {Shape[d]}");
        return over.ToArray();
    }

    /// <summary>Inside, the two one-sided slopes are weighted by the other side's distance; at the edges, extended from inside.</summary>
    private Tensor Slope(int dim, Tensor places, int edgeOrder)
    {
        Tensor x = DType.IsFloating() ? this : To(Defaults.DType);
        int size = Shape[dim];
        var lying = new int[Rank];
        Array.Fill(lying, 1);
        lying[dim] = size - 1;
        Tensor h = places.To(x.DType).Diff().Reshape(lying), slope = x.Diff(1, dim) / h;
        Tensor before = slope.Narrow(dim, 0, size - 2), after = slope.Narrow(dim, 1, size - 2);
        Tensor left = h.Narrow(dim, 0, size - 2), right = h.Narrow(dim, 1, size - 2);
        Tensor inside = (before * right + after * left) / (left + right);
        Tensor first = slope.Narrow(dim, 0, 1), last = slope.Narrow(dim, size - 2, 1);
        if (edgeOrder == 2)
        {
            Tensor h0 = h.Narrow(dim, 0, 1), h1 = h.Narrow(dim, 1, 1), g0 = h.Narrow(dim, size - 3, 1), g1 = h.Narrow(dim, size - 2, 1);
            first += (first - slope.Narrow(dim, 1, 1)) * h0 / (h0 + h1);
            last += (last - slope.Narrow(dim, size - 3, 1)) * g1 / (g0 + g1);
        }
        return Cat([first, inside, last], dim);
    }
}
