using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>What a scan carries along a line.</summary>
internal enum ScanKind
{
    /// <summary>The sum so far.</summary>
    Sum,

    /// <summary>The product so far.</summary>
    Product,

    /// <summary>ln of the sum of exponentials so far.</summary>
    LogSumExp,
}

/// <summary>Each element joined with all before it along a dimension (all after it, if reversed).</summary>
internal sealed record Scan(ScanKind Carries, int Dim, bool Reverse) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => Carries switch { ScanKind.Sum => "cumsum", ScanKind.Product => "cumprod", _ => "logcumsumexp" };

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override bool SavesInput(int index) => Carries != ScanKind.Sum;

    public override bool SavesOutput(int index) => Carries != ScanKind.Sum;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0);
        if (Carries == ScanKind.Sum)
            return [Tensor.Apply(this with { Reverse = !Reverse }, g)];
        Tensor x = a.Input(0), y = a.Output(0);
        if (x.Count == 0)
            return [g];
        return [Carries == ScanKind.Product ? OfProduct(g, x, y) : OfLogSumExp(g, x, y)];
    }

    /// <summary>
    /// The product before an element times what follows of it: s(i) = g(i) + x(i+1) · s(i+1). Nothing is divided, so zeros are no matter.
    /// </summary>
    private Tensor OfProduct(Tensor g, Tensor x, Tensor y)
    {
        Tensor follows = Tensor.Apply(new Recurrence(Dim, !Reverse), Recurrence.Shifted(x, Dim, !Reverse, 0), g);
        return Recurrence.Shifted(y, Dim, Reverse, 1) * follows;
    }

    /// <summary>Σ over what follows of g(j) · e^(x(i) − y(j)), built up from ratios e^(y(i) − y(i+1)) that are at most 1.</summary>
    private Tensor OfLogSumExp(Tensor g, Tensor x, Tensor y)
    {
        Tensor nothing = y.EqualTo(double.NegativeInfinity), finite = y.MaskedFill(nothing, 0);
        Tensor next = Recurrence.Shifted(finite, Dim, !Reverse, 0);
        Tensor ratio = (finite - next).Exp().MaskedFill(nothing, 0);
        return (x - finite).Exp() * Tensor.Apply(new Recurrence(Dim, !Reverse), ratio, g.MaskedFill(nothing, 0));
    }

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType);
        Tensor x = WideTensors.Open(a.Inputs[0], lane), y = WideTensors.OpenOutput(a.Outputs[0], lane);
        var around = new Around(x.Shape, Dim);
        switch (lane)
        {
            case DType.Float32:
                Run<float, double>(x, y, around);
                break;
            case DType.Float64:
                Run<double, double>(x, y, around);
                break;
            default:
                Run<long, long>(x, y, around);
                break;
        }
        WideTensors.Close(x, a.Inputs[0]);
        WideTensors.CloseOutput(y, a.Outputs[0]);
    }

    private unsafe void Run<T, TSum>(Tensor x, Tensor y, Around around)
        where T : unmanaged, INumber<T>
        where TSum : unmanaged, INumber<TSum>
    {
        long blocks = (around.Inner + ScanBlocks.Width - 1) / ScanBlocks.Width;
        WorkerPool.For(
            x.Count == 0 ? 0 : around.Outer * blocks,
            ScanBlocks.Grain(around),
            new Job<T, TSum> { Source = x.Pointer<T>(), Target = y.Pointer<T>(), Around = around, Blocks = blocks, Carries = Carries, Reverse = Reverse });
    }

    private unsafe struct Job<T, TSum> : IRange
        where T : unmanaged, INumber<T>
        where TSum : unmanaged, INumber<TSum>
    {
        public T* Source, Target;
        public Around Around;
        public long Blocks;
        public ScanKind Carries;
        public bool Reverse;

        public readonly void Run(long begin, long end)
        {
            TSum* sums = stackalloc TSum[ScanBlocks.Width];
            for (long i = begin; i < end; i++)
            {
                long first = i % Blocks * ScanBlocks.Width;
                int width = (int)Math.Min(ScanBlocks.Width, Around.Inner - first);
                new Span<TSum>(sums, width).Fill(Carries switch
                {
                    ScanKind.Sum => TSum.Zero,
                    ScanKind.Product => TSum.One,
                    _ => TSum.CreateTruncating(double.NegativeInfinity),
                });
                long at = i / Blocks * Around.Size * Around.Inner + first + (Reverse ? (Around.Size - 1) * Around.Inner : 0);
                long step = Reverse ? -Around.Inner : Around.Inner;
                for (int j = 0; j < Around.Size; j++, at += step)
                    for (int x = 0; x < width; x++)
                    {
                        TSum value = TSum.CreateTruncating(Source[at + x]);
                        sums[x] = Carries switch
                        {
                            ScanKind.Sum => sums[x] + value,
                            ScanKind.Product => sums[x] * value,
                            _ => TSum.CreateTruncating(LogAddExp(double.CreateTruncating(sums[x]), double.CreateTruncating(value))),
                        };
                        Target[at + x] = T.CreateTruncating(sums[x]);
                    }
            }
        }

        private static double LogAddExp(double a, double b)
        {
            double most = Math.Max(a, b);
            return double.IsInfinity(most) || double.IsNaN(most) ? most : most + double.LogP1(Math.Exp(Math.Min(a, b) - most));
        }
    }
}

/// <summary>How scans share work: neighbouring lines together, since they lie beside each other in memory.</summary>
internal static class ScanBlocks
{
    public const int Width = 64;

    public static long Grain(in Around around) => Math.Max(1, 16384 / Math.Max(1, around.Size * Math.Min(Width, around.Inner)));
}
