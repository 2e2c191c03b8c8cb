using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The index of the first largest (or smallest) element of the last dimension, which goes away; NaN counts as both.</summary>
internal sealed record Arg(bool Largest) : Op
{
    public override OpKind Kind => OpKind.Reduce;

    public override string Name => Largest ? "argmax" : "argmin";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[0].Shape[^1] == 0)
            throw new TensorException(Name, $"there is nothing to choose from in shape {inputs[0].Shape}");
        return inputs[0] with { Shape = inputs[0].Shape[..^1], DType = DType.Int64 };
    }

    public override unsafe void RunCpu(in KernelArgs a)
    {
        long size = a.Inputs[0].Shape[^1];
        Tensor source = a.Inputs[0].DType is DType.Float32 or DType.Float64 or DType.Int64 ? a.Inputs[0] : Widened(a.Inputs[0]);
        var target = a.Outputs[0].Pointer<long>();
        switch (source.DType)
        {
            case DType.Float32:
                WorkerPool.For(a.Outputs[0].Count, Math.Max(1, 16384 / size), new Rows<float> { Source = source.Pointer<float>(), Target = target, Size = size, Largest = Largest });
                break;
            case DType.Float64:
                WorkerPool.For(a.Outputs[0].Count, Math.Max(1, 16384 / size), new Rows<double> { Source = source.Pointer<double>(), Target = target, Size = size, Largest = Largest });
                break;
            default:
                WorkerPool.For(a.Outputs[0].Count, Math.Max(1, 16384 / size), new Rows<long> { Source = source.Pointer<long>(), Target = target, Size = size, Largest = Largest });
                break;
        }
        if (!ReferenceEquals(source, a.Inputs[0]))
            source.Dispose();
    }

    private static Tensor Widened(Tensor input)
    {
        DType lane = Promotion.Lane(input.DType);
        var wide = CpuAllocator.Fresh(input.Shape, lane);
        Copy.Strided(input, wide);
        return wide;
    }

    private unsafe struct Rows<T> : IRange
        where T : unmanaged, System.Numerics.INumber<T>
    {
        public T* Source;
        public long* Target;
        public long Size;
        public bool Largest;

        public readonly void Run(long begin, long end)
        {
            for (long row = begin; row < end; row++)
            {
                T* values = Source + row * Size;
                T best = values[0];
                long place = 0;
                for (long i = 1; i < Size && !T.IsNaN(best); i++)
                    if ((Largest ? values[i] > best : values[i] < best) || T.IsNaN(values[i]))
                    {
                        best = values[i];
                        place = i;
                    }
                Target[row] = place;
            }
        }
    }
}
