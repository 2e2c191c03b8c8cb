using System.Numerics;
using System.Runtime.CompilerServices;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Runs a step rule over parameters, their state and their gradient, in place.</summary>
internal sealed record Step<R>(R Rule) : Op
    where R : unmanaged, IStepRule
{
    private const int MaxTensors = 6;
    private const long Grain = 16384;

    public override OpKind Kind => OpKind.Update;

    public override string Name => R.Name;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (!inputs[0].DType.IsFloating())
            throw new TensorException(Name, $"expected a floating parameter, got {inputs[0].DType.Name()}");
        for (int i = 1; i < inputs.Length; i++)
            if (inputs[i].Shape != inputs[0].Shape || inputs[i].DType != inputs[0].DType)
                throw new TensorException(
                    Name,
                    $"expected {(i == inputs.Length - 1 ? "a gradient" : "a state")} of {inputs[0]} like the parameter, got {inputs[i]}");
        return inputs[0];
    }

    public override void RunCpu(in KernelArgs a)
    {
        switch (a.Inputs[0].DType)
        {
            case DType.Float32:
                Run<float>(a, 4);
                break;
            case DType.Float64:
                Run<double>(a, 8);
                break;
            default:
                Run<float>(a, 2);
                break;
        }
    }

    private unsafe void Run<T>(in KernelArgs a, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var job = new Job<T> { Rule = Rule, Tensors = a.Inputs.Length, Written = a.Outputs.Length, Size = size };
        for (int i = 0; i < a.Inputs.Length; i++)
            job.Address[i] = (nint)a.Inputs[i].Pointer<byte>();
        if (size < sizeof(T))
        {
            job.Load = Elements.Row(a.Inputs[0].DType, DType.Float32);
            job.Save = Elements.Row(DType.Float32, a.Inputs[0].DType);
        }
        WorkerPool.For(a.Inputs[0].Count, Grain, job);
    }

    [InlineArray(MaxTensors)]
    private struct Addresses
    {
        private nint _first;
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public R Rule;
        public int Tensors, Written, Size;
        public Addresses Address;
        public delegate*<byte*, long, byte*, long, long, void> Load, Save;

        public readonly void Run(long begin, long end)
        {
            Vector<T>* v = stackalloc Vector<T>[MaxTensors];
            long i = begin;
            if (Load == null)
            {
                for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
                {
                    for (int t = 0; t < Tensors; t++)
                        v[t] = Unsafe.ReadUnaligned<Vector<T>>((T*)Address[t] + i);
                    Rule.Apply(v);
                    for (int t = 0; t < Written; t++)
                        Unsafe.WriteUnaligned((T*)Address[t] + i, v[t]);
                }
            }
            // What is left over, and half precision, goes through the same formula on vectors filled element by element.
            for (; i < end; i += Vector<T>.Count)
            {
                long count = Math.Min(Vector<T>.Count, end - i);
                for (int t = 0; t < Tensors; t++)
                {
                    v[t] = Vector<T>.Zero;
                    Move((byte*)(Address[t] + i * Size), (byte*)(v + t), count, Load);
                }
                Rule.Apply(v);
                for (int t = 0; t < Written; t++)
                    Move((byte*)(v + t), (byte*)(Address[t] + i * Size), count, Save);
            }
        }

        private static void Move(byte* source, byte* target, long count, delegate*<byte*, long, byte*, long, long, void> convert)
        {
            if (convert == null)
                System.Buffer.MemoryCopy(source, target, count * sizeof(T), count * sizeof(T));
            else
                convert(source, 1, target, 1, count);
        }
    }
}
