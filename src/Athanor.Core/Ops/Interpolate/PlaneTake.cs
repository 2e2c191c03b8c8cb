using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Elements (N, C, Q) of planes (N, C, P) at places (N, Q) that all channels share.</summary>
internal sealed record PlaneTake : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "grid_sample";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With([inputs[0].Shape[0], inputs[0].Shape[1], inputs[1].Shape[1]]);

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new PlanePut(a.InputSpec(0).Shape[2]), a.Grad(0), a.Input(1)), null];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        // Elements are only moved, so their size says all.
        switch (a.Inputs[0].DType.Size())
        {
            case 8:
                Run<long>(a);
                break;
            case 4:
                Run<int>(a);
                break;
            default:
                Run<byte>(a);
                break;
        }
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged
    {
        Shape x = a.Inputs[0].Shape;
        int q = a.Inputs[1].Shape[1];
        PlaneGather.CheckPlaces(Name, a.Inputs[1], x[2]);
        WorkerPool.For((long)x[0] * x[1], Math.Max(1, 16384 / Math.Max(1, q)), new Job<T>
        {
            Source = a.Inputs[0].Pointer<T>(), Target = a.Outputs[0].Pointer<T>(), Places = a.Inputs[1].Pointer<long>(), Channels = x[1], P = x[2], Q = q,
        });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged
    {
        public T* Source, Target;
        public long* Places;
        public int Channels, P, Q;

        public readonly void Run(long begin, long end)
        {
            for (long plane = begin; plane < end; plane++)
            {
                T* source = Source + plane * P, target = Target + plane * Q;
                long* places = Places + plane / Channels * Q;
                for (int i = 0; i < Q; i++)
                    target[i] = source[places[i]];
            }
        }
    }
}

/// <summary>Zeros (N, C, <paramref name="Size"/>) with elements (N, C, Q) added at places (N, Q): the transpose of <see cref="PlaneTake"/>.</summary>
internal sealed record PlanePut(int Size) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "gradient of grid_sample";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(inputs[0].Shape.With(2, Size));

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new PlaneTake(), a.Grad(0), a.Input(1)), null];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Inputs[0].DType == DType.Float64)
            Run<double>(a);
        else
            Run<float>(a);
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, INumber<T>
    {
        Shape g = a.Inputs[0].Shape;
        Fill.Zero(a.Outputs[0]);
        PlaneGather.CheckPlaces(Name, a.Inputs[1], Size);
        WorkerPool.For((long)g[0] * g[1], Math.Max(1, 16384 / Math.Max(1, g[2])), new Job<T>
        {
            Source = a.Inputs[0].Pointer<T>(), Target = a.Outputs[0].Pointer<T>(), Places = a.Inputs[1].Pointer<long>(), Channels = g[1], P = Size, Q = g[2],
        });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Source, Target;
        public long* Places;
        public int Channels, P, Q;

        public readonly void Run(long begin, long end)
        {
            for (long plane = begin; plane < end; plane++)
            {
                T* source = Source + plane * Q, target = Target + plane * P;
                long* places = Places + plane / Channels * Q;
                for (int i = 0; i < Q; i++)
                    target[places[i]] += source[i];
            }
        }
    }
}
