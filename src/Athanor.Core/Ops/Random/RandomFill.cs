using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Which numbers a random tensor holds.</summary>
internal enum RandomKind
{
    /// <summary>Uniform in [0, 1), 24 bits, or as many as the type has: rounding must not make a 1.</summary>
    Uniform,

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    Normal,

    /// <summary>Integers from 0 to a bound.</summary>
    Integer,
}

/// <summary>A tensor of random numbers: four neighbours from each block of the stream.</summary>
internal sealed record RandomFill(RandomKind Numbers, Shape Shape, DType DType, ulong Seed, ulong Offset, long Bound = 0) : Op
{
    public override OpKind Kind => OpKind.Random;

    public override string Name => Numbers switch { RandomKind.Uniform => "rand", RandomKind.Normal => "randn", _ => "randint" };

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(Shape, DType, Defaults.Device);

    public override unsafe void RunCpu(in KernelArgs a) => WorkerPool.For(
        (a.Outputs[0].Count + 3) / 4,
        4096,
        new Job
        {
            Target = a.Outputs[0].Pointer<byte>(),
            Count = a.Outputs[0].Count,
            Size = DType.Size(),
            Row = Elements.Row(Numbers == RandomKind.Integer ? DType.Int64 : DType.Float64, DType),
            Numbers = Numbers,
            Seed = Seed,
            Offset = Offset,
            Bound = Bound,
            Digits = DType switch { DType.BFloat16 => 8, DType.Float16 => 11, _ => 24 },
        });

    private unsafe struct Job : IRange
    {
        public byte* Target;
        public long Count;
        public int Size;
        public delegate*<byte*, long, byte*, long, long, void> Row;
        public RandomKind Numbers;
        public ulong Seed, Offset;
        public long Bound;
        public int Digits;

        public readonly void Run(long begin, long end)
        {
            double* values = stackalloc double[4];
            for (long i = begin; i < end; i++)
            {
                (uint x, uint y, uint z, uint w) = RandomSource.Philox(Seed, Offset + (ulong)i);
                switch (Numbers)
                {
                    case RandomKind.Uniform:
                        (values[0], values[1], values[2], values[3]) = (Unit(x), Unit(y), Unit(z), Unit(w));
                        break;
                    case RandomKind.Normal:
                        (values[0], values[1]) = BoxMuller(x, y);
                        (values[2], values[3]) = BoxMuller(z, w);
                        break;
                    default:
                        var integers = (long*)values;
                        (integers[0], integers[1], integers[2], integers[3]) = (Below(x, y), Below(y, z), Below(z, w), Below(w, x));
                        break;
                }
                Row((byte*)values, 1, Target + 4 * i * Size, 1, Math.Min(4, Count - 4 * i));
            }
        }

        private readonly long Below(uint high, uint low) => (long)Math.BigMul(((ulong)high << 32) | low, (ulong)Bound, out _);

        private readonly double Unit(uint bits) => (bits >> (32 - Digits)) * (1.0 / (1 << Digits));

        private static (double, double) BoxMuller(uint a, uint b)
        {
            double radius = Math.Sqrt(-2 * Math.Log((a + 1.0) / 4294967296.0));
            (double sin, double cos) = Math.SinCos(b * (2 * Math.PI / 4294967296.0));
            return (radius * cos, radius * sin);
        }
    }
}
