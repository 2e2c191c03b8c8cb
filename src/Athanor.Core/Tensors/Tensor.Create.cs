using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Athanor.Backends;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>A tensor whose values are not set.</summary>
    public static Tensor Empty(Shape shape, DType? dtype = null) => Empty(new TensorSpec(shape, dtype ?? Defaults.DType, Defaults.Device));

    /// <summary>A tensor whose values are not set, of a given kind.</summary>
    public static Tensor Empty(TensorSpec spec)
    {
        Tensor tensor = Executor.Choose(spec.Device).NewTensor(spec);
        tensor.EnterScope(TensorScope.Current);
        return tensor;
    }

    /// <summary>All 0.</summary>
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => Full(new Shape(shape), 0.0);

    /// <summary>All 0, of a given kind.</summary>
    public static Tensor Zeros(TensorSpec spec) => Full(spec, 0);

    /// <summary>All 0, of the given element type.</summary>
    public static Tensor Zeros(Shape shape, DType dtype) => Full(shape, 0, dtype);

    /// <summary>All 1.</summary>
    public static Tensor Ones(params ReadOnlySpan<int> shape) => Full(new Shape(shape), 1.0);

    /// <summary>All 1, of a given kind.</summary>
    public static Tensor Ones(TensorSpec spec) => Full(spec, 1);

    /// <summary>All 1, of the given element type.</summary>
    public static Tensor Ones(Shape shape, DType dtype) => Full(shape, 1, dtype);

    /// <summary>All the same value; the type follows from how the value is written (1 is int64, 1.0 the default float) unless given.</summary>
    public static Tensor Full(Shape shape, Number value, DType? dtype = null) =>
        Apply(new Full(shape, value, dtype ?? (value.IsFloating ? Defaults.DType : value.Kind)));

    /// <summary>All the same value, of a given kind.</summary>
    public static Tensor Full(TensorSpec spec, Number value)
    {
        using Defaults.Restore restore = Defaults.On(spec.Device);
        return Apply(new Full(spec.Shape, value, spec.DType));
    }

    /// <summary>All 0, of this tensor's kind.</summary>
    public Tensor ZerosLike() => Zeros(Spec);

    /// <summary>All 1, of this tensor's kind.</summary>
    public Tensor OnesLike() => Ones(Spec);

    /// <summary>A scalar, of the type of the value: a fraction gives the default float.</summary>
    public static Tensor Scalar(Number value, DType? dtype = null) => Full(Shape.Scalar, value, dtype);

    /// <summary>start, start + step, … up to just before <paramref name="end"/>; int64 if all three are integers, else the default float.</summary>
    /// <exception cref="TensorException">The step is 0 or leads away from the end.</exception>
    public static Tensor Arange(Number start, Number end, Number? step = null, DType? dtype = null)
    {
        Number by = step ?? 1;
        double size = Math.Ceiling((end.Double - start.Double) / by.Double);
        if (by.Double == 0 || size < 0 || !(size <= int.MaxValue))
            throw new TensorException("arange", $"steps of {by} do not lead from {start} to {end}");
        bool floating = start.IsFloating || end.IsFloating || by.IsFloating;
        return Apply(new Ops.Range(start.Double, by.Double, (int)size, dtype ?? (floating ? Defaults.DType : DType.Int64)));
    }

    /// <summary>0, 1, … up to just before <paramref name="end"/>.</summary>
    public static Tensor Arange(Number end) => end.IsFloating ? Arange(0.0, end) : Arange(0, end);

    /// <summary>The identity matrix of <paramref name="rows"/> by <paramref name="columns"/> (square if left out).</summary>
    public static Tensor Eye(int rows, int? columns = null, DType? dtype = null)
    {
        Tensor i = Arange(rows).Unsqueeze(1), j = Arange(columns ?? rows).Unsqueeze(0);
        return i.EqualTo(j).To(dtype ?? Defaults.DType);
    }

    /// <summary>A tensor of the given values, row by row.</summary>
    /// <typeparam name="T">bool, byte, int, long, Half, BFloat16, float or double.</typeparam>
    /// <exception cref="TensorException">The values do not fit the shape, or their type is none of a tensor's.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        if (values.Length != shape.Count)
            throw new TensorException("from", $"shape {shape} holds {shape.Count} elements, got {values.Length}");
        Device device = Defaults.Device;
        Tensor tensor = Empty(new TensorSpec(shape, DTypeOf<T>(), device));
        if (device.Kind != DeviceKind.Meta)
            Backend.For(device).Upload(MemoryMarshal.AsBytes(values), tensor.Storage!.Pointer);
        return tensor;
    }

    /// <summary>A tensor of an array's values.</summary>
    public static Tensor From<T>(T[] values, params ReadOnlySpan<int> shape)
        where T : unmanaged => From((ReadOnlySpan<T>)values, shape.Length == 0 ? new Shape(values.Length) : new Shape(shape));

    /// <summary>A matrix of a two-dimensional array's values.</summary>
    public static Tensor From<T>(T[,] values)
        where T : unmanaged
    {
        ref T first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values));
        return From(MemoryMarshal.CreateReadOnlySpan(ref first, values.Length), new Shape(values.GetLength(0), values.GetLength(1)));
    }

    /// <summary>The element type that a C# type stands for.</summary>
    /// <exception cref="TensorException">There is none.</exception>
    public static DType DTypeOf<T>()
        where T : unmanaged => default(T) switch
    {
        bool => DType.Bool,
        byte => DType.UInt8,
        int => DType.Int32,
        long => DType.Int64,
        Half => DType.Float16,
        BFloat16 => DType.BFloat16,
        float => DType.Float32,
        double => DType.Float64,
        _ => throw new TensorException("dtype", $"there are no tensors of {typeof(T).Name}; expected bool, byte, int, long, Half, BFloat16, float or double"),
    };
}
