using System.Numerics;
using System.Runtime.InteropServices;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>
/// The forward-backward algorithm over a target with blanks between and around its classes, in logarithms and float64: sums over long sequences
/// would lose the digits of float32.
/// </summary>
internal static unsafe class CtcKernel
{
    public static void Forward(CtcLoss op, in KernelArgs a)
    {
        if (a.Inputs[0].DType == DType.Float64)
            Forward<double>(op, a);
        else
            Forward<float>(op, a);
    }

    public static void Backward(CtcLoss op, in KernelArgs a)
    {
        Fill.Zero(a.Outputs[0]);
        if (a.Inputs[0].DType == DType.Float64)
            Backward<double>(op, a);
        else
            Backward<float>(op, a);
    }

    private static void Forward<T>(CtcLoss op, in KernelArgs a)
        where T : unmanaged, INumber<T>
    {
        CheckLengths(op, a.Inputs);
        CtcPlan<T> plan = Plan<T>(op, a.Inputs);
        plan.Loss = a.Outputs[0].Pointer<T>();
        plan.Alpha = a.Outputs[1].Pointer<double>();
        Fill.Zero(a.Outputs[1]);
        WorkerPool.For(plan.N, 1, new ForwardJob<T> { Plan = plan });
    }

    private static void Backward<T>(CtcLoss op, in KernelArgs a)
        where T : unmanaged, INumber<T>
    {
        CtcPlan<T> plan = Plan<T>(op, a.Inputs);
        plan.Loss = a.Inputs[4].Pointer<T>();
        plan.Alpha = a.Inputs[5].Pointer<double>();
        WorkerPool.For(plan.N, 1, new BackwardJob<T> { Plan = plan, Grad = a.Inputs[6].Pointer<T>(), Slope = a.Outputs[0].Pointer<T>() });
    }

    private static CtcPlan<T> Plan<T>(CtcLoss op, ReadOnlySpan<Tensor> inputs)
        where T : unmanaged => new()
        {
            LogProbs = inputs[0].Pointer<T>(),
            Targets = inputs[1].Pointer<long>(),
            InputLengths = inputs[2].Pointer<long>(),
            TargetLengths = inputs[3].Pointer<long>(),
            Padded = inputs[1].Rank == 2,
            N = inputs[0].Shape[1],
            C = inputs[0].Shape[2],
            T = inputs[0].Shape[0],
            TargetWidth = inputs[1].Rank == 2 ? inputs[1].Shape[1] : 0,
            States = 2 * op.Longest + 1,
            Blank = op.Blank,
            ZeroInfinity = op.ZeroInfinity,
        };

    private static void CheckLengths(CtcLoss op, ReadOnlySpan<Tensor> inputs)
    {
        (int time, int batch, int classes) = (inputs[0].Shape[0], inputs[0].Shape[1], inputs[0].Shape[2]);
        long* targets = inputs[1].Pointer<long>(), inputLengths = inputs[2].Pointer<long>(), targetLengths = inputs[3].Pointer<long>();
        bool padded = inputs[1].Rank == 2;
        long offset = 0;
        for (int n = 0; n < batch; n++)
        {
            if ((ulong)inputLengths[n] > (ulong)time)
                throw new TensorException(op.Name, $"input lengths must be between 0 and {time}, got {inputLengths[n]}");
            long room = padded ? inputs[1].Shape[1] : inputs[1].Count - offset;
            if ((ulong)targetLengths[n] > (ulong)Math.Min(room, op.Longest))
                throw new TensorException(op.Name, $"target lengths must be between 0 and what there is of {inputs[1].Shape}, got {targetLengths[n]}");
            long* target = targets + (padded ? (long)n * inputs[1].Shape[1] : offset);
            for (long s = 0; s < targetLengths[n]; s++)
                if ((ulong)target[s] >= (ulong)classes || target[s] == op.Blank)
                    throw new TensorException(op.Name, $"targets must be classes from 0 to {classes - 1} other than the blank {op.Blank}, got {target[s]}");
            offset += targetLengths[n];
        }
    }

    /// <summary>ln(eᵃ + eᵇ), of two −∞ too.</summary>
    private static double Plus(double a, double b)
    {
        (double high, double low) = a >= b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(high) ? high : high + double.LogP1(Math.Exp(low - high));
    }

    private struct ForwardJob<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public CtcPlan<T> Plan;

        public readonly void Run(long begin, long end)
        {
            for (long n = begin; n < end; n++)
            {
                double loss = One(n);
                Plan.Loss[n] = T.CreateTruncating(double.IsPositiveInfinity(loss) && Plan.ZeroInfinity ? 0 : loss);
            }
        }

        private readonly double One(long n)
        {
            long time = Plan.InputLengths[n], length = Plan.TargetLengths[n], states = 2 * length + 1;
            if (time == 0)
                return length == 0 ? 0 : double.PositiveInfinity;
            long* target = Plan.Target(n);
            double* row = Plan.AlphaOf(n, 0);
            for (long s = 0; s < states; s++)
                row[s] = s < 2 ? Plan.LogProb(0, n, Plan.Class(target, s)) : double.NegativeInfinity;
            for (long t = 1; t < time; t++)
            {
                double* last = row;
                row = Plan.AlphaOf(n, t);
                for (long s = 0; s < states; s++)
                {
                    double sum = last[s];
                    if (s > 0)
                        sum = Plus(sum, last[s - 1]);
                    if (CtcPlan<T>.Skips(target, s))
                        sum = Plus(sum, last[s - 2]);
                    row[s] = sum + Plan.LogProb(t, n, Plan.Class(target, s));
                }
            }
            return -(states > 1 ? Plus(row[states - 1], row[states - 2]) : row[0]);
        }
    }

    private struct BackwardJob<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public CtcPlan<T> Plan;
        public T* Grad, Slope;

        public readonly void Run(long begin, long end)
        {
            double* scratch = (double*)NativeMemory.Alloc((nuint)(2 * Plan.States + Plan.C) * sizeof(double));
            for (long n = begin; n < end; n++)
                One(n, scratch, scratch + Plan.States, scratch + 2 * Plan.States);
            NativeMemory.Free(scratch);
        }

        /// <summary>β excludes the log probability of its own time, so that α + β is the log of all paths through a state.</summary>
        private readonly void One(long n, double* beta, double* next, double* sums)
        {
            long time = Plan.InputLengths[n], length = Plan.TargetLengths[n], states = 2 * length + 1;
            double g = double.CreateTruncating(Grad[n]);
            if (time == 0)
                return;
            double total = double.NegativeInfinity, end = Plan.AlphaOf(n, time - 1)[states - 1];
            total = states > 1 ? Plus(end, Plan.AlphaOf(n, time - 1)[states - 2]) : end;
            if (double.IsNegativeInfinity(total) && Plan.ZeroInfinity)
                return;
            long* target = Plan.Target(n);
            for (long s = 0; s < states; s++)
                beta[s] = s >= states - 2 ? 0 : double.NegativeInfinity;
            for (long t = time - 1; t >= 0; t--)
            {
                if (t < time - 1)
                {
                    for (long s = 0; s < states; s++)
                        next[s] = beta[s] + Plan.LogProb(t + 1, n, Plan.Class(target, s));
                    for (long s = 0; s < states; s++)
                    {
                        double sum = next[s];
                        if (s + 1 < states)
                            sum = Plus(sum, next[s + 1]);
                        if (s + 2 < states && CtcPlan<T>.Skips(target, s + 2))
                            sum = Plus(sum, next[s + 2]);
                        beta[s] = sum;
                    }
                }
                new Span<double>(sums, Plan.C).Clear();
                double* alpha = Plan.AlphaOf(n, t);
                for (long s = 0; s < states; s++)
                    sums[Plan.Class(target, s)] += Math.Exp(alpha[s] + beta[s] - total);
                T* slope = Slope + (t * Plan.N + n) * Plan.C;
                for (int c = 0; c < Plan.C; c++)
                    slope[c] = T.CreateTruncating(-g * sums[c]);
            }
        }
    }

    /// <summary>Where everything is.</summary>
    private struct CtcPlan<TValue>
        where TValue : unmanaged
    {
        public TValue* LogProbs, Loss;
        public double* Alpha;
        public long* Targets, InputLengths, TargetLengths;
        public bool Padded, ZeroInfinity;
        public int N, C, T, TargetWidth, States, Blank;

        public readonly double* AlphaOf(long n, long t) => Alpha + (n * T + t) * States;

        public readonly long Class(long* target, long state) => (state & 1) == 0 ? Blank : target[state >> 1];

        public readonly long* Target(long n)
        {
            long offset = n * TargetWidth;
            for (long i = 0; !Padded && i < n; i++)
                offset += TargetLengths[i];
            return Targets + offset;
        }

        /// <summary>Whether a state follows the one before the last: between two different classes the blank may be left out.</summary>
        public static bool Skips(long* target, long state) => (state & 1) == 1 && state > 1 && target[state >> 1] != target[(state >> 1) - 1];

        public readonly double LogProb(long t, long n, long c) => sizeof(TValue) == 8
            ? ((double*)LogProbs)[(t * N + n) * C + c]
            : ((float*)LogProbs)[(t * N + n) * C + c];
    }
}
