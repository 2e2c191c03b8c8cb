using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// One dimension at another size: each output element a weighted sum of a few input elements. All interpolations are this, dimension by
/// dimension. It is linear; <paramref name="Transposed"/> is its gradient, from the output's size to the input's.
/// </summary>
internal sealed record Resample(int Dim, ResampleRule Rule, bool Transposed) : Op
{
    public override OpKind Kind => OpKind.Contract;

    public override string Name => Transposed ? "gradient of interpolate" : "interpolate";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].With(inputs[0].Shape.With(Dim, Transposed ? Rule.Input : Rule.Output));

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(this with { Transposed = !Transposed }, a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Outputs[0].DType == DType.Float64)
            Run<double>(a);
        else
            Run<float>(a);
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, INumber<T>
    {
        var around = new Around(a.Outputs[0].Shape, Dim);
        if (a.Outputs[0].Count == 0)
            return;
        (int[] starts, int[] places, double[] weights) = Rule.Taps();
        if (Transposed)
            (starts, places, weights) = ResampleRule.Transpose(starts, places, weights, Rule.Input);
        T[] factors = Array.ConvertAll(weights, T.CreateTruncating);
        WorkerPool.For(around.Outer, Math.Max(1, 16384 / (around.Size * around.Inner)), new Job<T>
        {
            Source = a.Inputs[0].Pointer<T>(),
            Target = a.Outputs[0].Pointer<T>(),
            From = a.Inputs[0].Shape[Dim],
            To = around.Size,
            Inner = around.Inner,
            Starts = starts,
            Places = places,
            Factors = factors,
        });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Source, Target;
        public int From, To;
        public long Inner;
        public int[] Starts, Places;
        public T[] Factors;

        public readonly void Run(long begin, long end)
        {
            for (long outer = begin; outer < end; outer++)
            {
                T* source = Source + outer * From * Inner, target = Target + outer * To * Inner;
                for (int o = 0; o < To; o++)
                    if (Inner == 1)
                        target[o] = Dot(source, Starts[o], Starts[o + 1]);
                    else
                        Combine(source, target + o * Inner, Starts[o], Starts[o + 1]);
            }
        }

        private readonly T Dot(T* source, int first, int last)
        {
            T sum = T.Zero;
            for (int k = first; k < last; k++)
                sum += Factors[k] * source[Places[k]];
            return sum;
        }

        /// <summary>Whole rows at a time, each vector through all taps.</summary>
        private readonly void Combine(T* source, T* target, int first, int last)
        {
            long i = 0;
            for (; i <= Inner - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> sum = Vector<T>.Zero;
                for (int k = first; k < last; k++)
                    sum += new Vector<T>(Factors[k]) * *(Vector<T>*)(source + Places[k] * Inner + i);
                *(Vector<T>*)(target + i) = sum;
            }
            for (; i < Inner; i++)
            {
                T sum = T.Zero;
                for (int k = first; k < last; k++)
                    sum += Factors[k] * source[Places[k] * Inner + i];
                target[i] = sum;
            }
        }
    }
}
