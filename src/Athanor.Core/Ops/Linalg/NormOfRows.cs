using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>(Σ|x|^p)^(1/p) of each row of a matrix; the count of what is not 0 for p = 0, the largest or smallest |x| for ±∞.</summary>
internal sealed unsafe record NormOfRows(double Order) : Op
{
    private const long Part = 32768; // summed alone, so that long rows are shared by threads in the same way everywhere

    public override OpKind Kind => OpKind.Reduce;

    public override string Name => "linalg.vector_norm";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(inputs[0].Shape[..1]);

    public override bool SavesOutput(int index) => true;

    /// <summary>As PyTorch's: 0 where the norm is 0, shared equally among the elements that are the largest (or smallest).</summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor x = a.Input(0), norm = a.Output(0).Unsqueeze(-1), g = a.Grad(0).Unsqueeze(-1), zero = Triangles.ZeroLike(x);
        if (Order == 0)
            return [x.ZerosLike()];
        if (Order == 1)
            return [g * x.Sign()];
        if (double.IsInfinity(Order))
        {
            Tensor at = x.Abs().EqualTo(norm).LogicalOr(x.IsNaN().LogicalAnd(norm.IsNaN())).To(x.DType);
            return [x.Sign() * at * (g / at.Sum(-1, keepDim: true))];
        }
        // Where the norm (or, for powers below 0, the element) is 0 the divisor is 1, so that no NaN hides behind the choice.
        Tensor nil = norm.EqualTo(0.0), safe = Tensor.Where(nil, zero + 1.0, norm);
        if (Order == 2)
            return [Tensor.Where(nil, zero, x / safe * g)];
        Tensor none = x.EqualTo(0.0), size = Tensor.Where(none, zero + 1.0, x.Abs());
        Tensor grad = x.Sign() * (size / safe).Pow(Order - 1) * g;
        return [Tensor.Where(nil.LogicalOr(none), zero, grad)];
    }

    public override void RunCpu(in KernelArgs a)
    {
        long rows = a.Outputs[0].Count, count = rows == 0 ? 0 : a.Inputs[0].Count / rows, parts = Math.Max(1, (count + Part - 1) / Part);
        if (rows == 0)
            return;
        using var sums = new Doubles(rows * parts);
        WorkerPool.For(
            rows * parts,
            Math.Max(1, Part / Math.Max(1, count)),
            new Job
            {
                Source = a.Inputs[0].Pointer<byte>(),
                Size = a.Inputs[0].DType.Size(),
                Row = Elements.Row(a.Inputs[0].DType, DType.Float64),
                Count = count,
                Parts = parts,
                Sums = sums.P,
                Order = Order,
            });
        delegate*<byte*, long, byte*, long, long, void> store = Elements.Row(DType.Float64, a.Outputs[0].DType);
        for (long i = 0; i < rows; i++)
        {
            double total = sums.P[i * parts];
            for (long p = 1; p < parts; p++)
                total = Join(total, sums.P[i * parts + p]);
            sums.P[i] = Order is 0 or 1 || double.IsInfinity(Order) ? total : Order == 2 ? Math.Sqrt(total) : Math.Pow(total, 1 / Order);
        }
        store((byte*)sums.P, 1, a.Outputs[0].Pointer<byte>(), 1, rows);
    }

    private double Join(double a, double b) =>
        double.IsPositiveInfinity(Order) ? Math.Max(a, b) : double.IsNegativeInfinity(Order) ? Math.Min(a, b) : a + b;

    private struct Job : IRange
    {
        public byte* Source;
        public int Size;
        public delegate*<byte*, long, byte*, long, long, void> Row;
        public long Count, Parts;
        public double* Sums;
        public double Order;

        public readonly void Run(long begin, long end)
        {
            const int chunk = 512;
            double* x = stackalloc double[chunk];
            for (long i = begin; i < end; i++)
            {
                long first = i % Parts * Part, last = Math.Min(Count, first + Part);
                double total = double.IsNegativeInfinity(Order) ? double.PositiveInfinity : 0;
                for (long j = first; j < last; j += chunk)
                {
                    long n = Math.Min(chunk, last - j);
                    Row(Source + (i / Parts * Count + j) * Size, 1, (byte*)x, 1, n);
                    total = Add(total, x, n);
                }
                Sums[i] = total;
            }
        }

        private readonly double Add(double total, double* x, long n)
        {
            double sum = 0;
            switch (Order)
            {
                case 2:
                    return total + Rows.Dot(n, x, x);
                case 1:
                    for (long i = 0; i < n; i++)
                        sum += Math.Abs(x[i]);
                    return total + sum;
                case 0:
                    for (long i = 0; i < n; i++)
                        sum += x[i] != 0 ? 1 : 0;
                    return total + sum;
                case double.PositiveInfinity:
                    for (long i = 0; i < n; i++)
                        total = Math.Max(total, Math.Abs(x[i]));
                    return total;
                case double.NegativeInfinity:
                    for (long i = 0; i < n; i++)
                        total = Math.Min(total, Math.Abs(x[i]));
                    return total;
                default:
                    for (long i = 0; i < n; i++)
                        sum += Math.Pow(Math.Abs(x[i]), Order);
                    return total + sum;
            }
        }
    }
}
