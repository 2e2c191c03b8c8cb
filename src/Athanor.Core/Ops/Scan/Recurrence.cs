using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// s(i) = a(i) · s(i−1) + b(i) along a dimension, from s(−1) = 0 (or from the far end, if reversed): the gradient of products and of
/// exponential sums, and the core of linear state-space models. Its own gradient is such a recurrence.
/// </summary>
internal sealed record Recurrence(int Dim, bool Reverse) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "recurrence";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].Shape == inputs[1].Shape && inputs[0].DType == inputs[1].DType
        ? inputs[0]
        : throw new TensorException(Name, $"factors and terms must be of one kind, got {inputs[0]} and {inputs[1]}");

    public override bool SavesInput(int index) => index == 0;

    public override bool SavesOutput(int index) => true;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor terms = Tensor.Apply(this with { Reverse = !Reverse }, Shifted(a.Input(0), Dim, !Reverse, 0), a.Grad(0));
        return [a.Needs(0) ? terms * Shifted(a.Output(0), Dim, Reverse, 0) : null, terms];
    }

    /// <summary>Each element's neighbour before it (after it, if <paramref name="reverse"/>), and a number where there is none.</summary>
    internal static Tensor Shifted(Tensor x, int dim, bool reverse, double edge)
    {
        int size = x.Shape[dim];
        Tensor filler = Tensor.Full(x.Spec.With(x.Shape.With(dim, 1)), edge);
        Tensor rest = x.Narrow(dim, reverse ? 1 : 0, size - 1);
        return reverse ? Tensor.Cat([rest, filler], dim) : Tensor.Cat([filler, rest], dim);
    }

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = a.Outputs[0].DType == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor factor = WideTensors.Open(a.Inputs[0], lane), term = WideTensors.Open(a.Inputs[1], lane), y = WideTensors.OpenOutput(a.Outputs[0], lane);
        if (lane == DType.Float32)
            Run<float>(factor, term, y);
        else
            Run<double>(factor, term, y);
        WideTensors.Close(factor, a.Inputs[0]);
        WideTensors.Close(term, a.Inputs[1]);
        WideTensors.CloseOutput(y, a.Outputs[0]);
    }

    private unsafe void Run<T>(Tensor factor, Tensor term, Tensor y)
        where T : unmanaged, INumber<T>
    {
        var around = new Around(y.Shape, Dim);
        long blocks = (around.Inner + ScanBlocks.Width - 1) / ScanBlocks.Width;
        WorkerPool.For(
            y.Count == 0 ? 0 : around.Outer * blocks,
            ScanBlocks.Grain(around),
            new Job<T> { Factor = factor.Pointer<T>(), Term = term.Pointer<T>(), Target = y.Pointer<T>(), Around = around, Blocks = blocks, Reverse = Reverse });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Factor, Term, Target;
        public Around Around;
        public long Blocks;
        public bool Reverse;

        public readonly void Run(long begin, long end)
        {
            double* sums = stackalloc double[ScanBlocks.Width];
            for (long i = begin; i < end; i++)
            {
                long first = i % Blocks * ScanBlocks.Width;
                int width = (int)Math.Min(ScanBlocks.Width, Around.Inner - first);
                new Span<double>(sums, width).Clear();
                long at = i / Blocks * Around.Size * Around.Inner + first + (Reverse ? (Around.Size - 1) * Around.Inner : 0);
                long step = Reverse ? -Around.Inner : Around.Inner;
                for (int j = 0; j < Around.Size; j++, at += step)
                    for (int x = 0; x < width; x++)
                    {
                        // The first factor meets no sum, and must not (0 · ∞ is not 0).
                        double term = double.CreateTruncating(Term[at + x]);
                        sums[x] = j == 0 ? term : double.CreateTruncating(Factor[at + x]) * sums[x] + term;
                        Target[at + x] = T.CreateTruncating(sums[x]);
                    }
            }
        }
    }
}
