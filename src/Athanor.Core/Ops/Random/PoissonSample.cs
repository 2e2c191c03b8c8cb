using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// Poisson random numbers, one for each rate: products of uniforms below a rate of 10 (Knuth), above it PTRS (Hörmann 1993).
/// </summary>
internal sealed unsafe record PoissonSample(ulong Seed, ulong Offset) : Op
{
    /// <summary>Blocks that each element may draw from.</summary>
    internal const int Blocks = 64;

    public override OpKind Kind => OpKind.Random;

    public override string Name => "poisson";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (!inputs[0].DType.IsFloating())
            throw new TensorException(Name, $"expected floating rates, got {inputs[0].DType.Name()}");
        return inputs[0];
    }

    public override void RunCpu(in KernelArgs a) => WorkerPool.For(
        a.Inputs[0].Count,
        1024,
        new Job
        {
            Source = a.Inputs[0].Pointer<byte>(),
            Target = a.Outputs[0].Pointer<byte>(),
            Size = a.Inputs[0].DType.Size(),
            Count = (ulong)a.Inputs[0].Count,
            Seed = Seed,
            Offset = Offset,
            Load = Elements.Row(a.Inputs[0].DType, DType.Float64),
            Store = Elements.Row(DType.Float64, a.Inputs[0].DType),
        });

    private struct Job : IRange
    {
        public byte* Source, Target;
        public int Size;
        public ulong Count, Seed, Offset;
        public delegate*<byte*, long, byte*, long, long, void> Load, Store;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                double rate;
                Load(Source + i * Size, 1, (byte*)&rate, 1, 1);
                double sample = !(rate >= 0) ? double.NaN : rate == 0 ? 0 : rate < 10 ? Product(rate, (ulong)i) : Rejected(rate, (ulong)i);
                Store((byte*)&sample, 1, Target + i * Size, 1, 1);
            }
        }

        private readonly double Product(double rate, ulong element)
        {
            double limit = Math.Exp(-rate), product = 1;
            for (int k = 0; ; k++)
            {
                product *= Uniform(element, k);
                if (product <= limit || k >= 2 * Blocks - 1)
                    return k;
            }
        }

        private readonly double Rejected(double rate, ulong element)
        {
            double root = Math.Sqrt(rate), log = Math.Log(rate), b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
            double inverse = 1.1239 + 1.1328 / (b - 3.4), edge = 0.9277 - 3.6224 / (b - 2);
            for (int attempt = 0; attempt < Blocks; attempt++)
            {
                double u = Uniform(element, 2 * attempt) - 0.5, v = Uniform(element, 2 * attempt + 1), us = 0.5 - Math.Abs(u);
                double k = Math.Floor((2 * a / us + b) * u + rate + 0.43);
                if (us >= 0.07 && v <= edge)
                    return k;
                if (k < 0 || (us < 0.013 && v > us))
                    continue;
                if (Math.Log(v) + Math.Log(inverse) - Math.Log(a / (us * us) + b) <= -rate + k * log - SpecialFunctions.LogGamma(k + 1))
                    return k;
            }
            return Math.Floor(rate);
        }

        /// <summary>The k-th uniform number of an element, in (0, 1).</summary>
        private readonly double Uniform(ulong element, int k)
        {
            (uint a, uint b, uint c, uint d) = RandomSource.Philox(Seed, Offset + element + (ulong)(k / 2) * Count);
            (uint high, uint low) = k % 2 == 0 ? (a, b) : (c, d);
            return ((((ulong)high << 20) ^ (low >> 12)) + 0.5) * (1.0 / (1UL << 52));
        }
    }
}
