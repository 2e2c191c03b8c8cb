using System.Runtime.InteropServices;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>A tensor of one value.</summary>
internal sealed record Full(Shape Shape, Number Value, DType DType) : Op
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => "full";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(Shape, DType, Defaults.Device);

    public override void RunCpu(in KernelArgs a) => Fill.With(a.Outputs[0], Value);
}

/// <summary>Sets every element of the input to one value, in place.</summary>
internal sealed record FillInto(Number Value) : Op
{
    public override OpKind Kind => OpKind.Update;

    public override string Name => "fill_";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void RunCpu(in KernelArgs a) => Fill.With(a.Outputs[0], Value);
}

/// <summary>start, start + step, …</summary>
internal sealed record Range(double Start, double Step, int Size, DType DType) : Op
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => "arange";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(new Shape(Size), DType, Defaults.Device);

    public override unsafe void RunCpu(in KernelArgs a)
    {
        double* values = stackalloc double[256];
        delegate*<byte*, long, byte*, long, long, void> row = Elements.Row(DType.Float64, DType);
        byte* target = a.Outputs[0].Pointer<byte>();
        for (int i = 0; i < Size; i += 256)
        {
            int count = Math.Min(256, Size - i);
            for (int j = 0; j < count; j++)
                values[j] = Start + (i + j) * Step;
            row((byte*)values, 1, target + (long)i * DType.Size(), 1, count);
        }
    }
}

/// <summary>CPU fills.</summary>
internal static unsafe class Fill
{
    public static void Zero(Tensor target)
    {
        if (target.IsContiguous)
            NativeMemory.Clear(target.Pointer<byte>(), (nuint)(target.Count * target.DType.Size()));
        else
            With(target, 0);
    }

    /// <summary>Sets all elements, wherever they lie.</summary>
    public static void With(Tensor target, Number value)
    {
        double floating = value.Double;
        long integer = value.Long;
        using var scalar = new Tensor(CpuAllocator.Instance.Take(8), Layout.Contiguous(Shape.Scalar), value.IsFloating ? DType.Float64 : DType.Int64, Device.Cpu);
        *scalar.Pointer<long>() = value.IsFloating ? BitConverter.DoubleToInt64Bits(floating) : integer;
        StridedCopy.Run(scalar, target);
    }
}
