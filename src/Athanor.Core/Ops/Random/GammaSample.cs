using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Gamma random numbers of rate 1, one for each shape parameter (Marsaglia and Tsang 2000).</summary>
/// <remarks>Element i draws from blocks of its own, so the numbers do not depend on the number of threads.</remarks>
internal sealed unsafe record GammaSample(ulong Seed, ulong Offset) : Op
{
    /// <summary>Tries that each element may take; each fails with a probability below 0.05.</summary>
    internal const int Tries = 24;

    public override OpKind Kind => OpKind.Random;

    public override string Name => "gamma_sample";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (!inputs[0].DType.IsFloating())
            throw new TensorException(Name, $"expected floating shape parameters, got {inputs[0].DType.Name()}");
        return inputs[0];
    }

    public override bool SavesOutput(int index) => true;

    /// <summary>Implicit reparameterisation (Figurnov, Mohamed and Mnih 2018); see <see cref="GammaSlope"/>.</summary>
    public override Tensor?[] Vjp(in VjpArgs a) => [a.Grad(0) * Tensor.Apply(new GammaSlope(), a.Input(0), a.Output(0))];

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
            Least = a.Inputs[0].DType == DType.Float64 ? 2.2250738585072014e-308 : 1.1754944e-38,
        });

    private struct Job : IRange
    {
        public byte* Source, Target;
        public int Size;
        public ulong Count, Seed, Offset;
        public double Least;
        public delegate*<byte*, long, byte*, long, long, void> Load, Store;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                double shape;
                Load(Source + i * Size, 1, (byte*)&shape, 1, 1);
                double sample = Draw(shape, (ulong)i);
                Store((byte*)&sample, 1, Target + i * Size, 1, 1);
            }
        }

        private readonly double Draw(double shape, ulong element)
        {
            if (!(shape > 0))
                return double.NaN;
            double boost = 1;
            if (shape < 1)
            {
                (uint x, uint y, _, _) = RandomSource.Philox(Seed, Offset + element + (ulong)Tries * Count);
                boost = Math.Pow((((ulong)x << 21) ^ (y >> 11)) * (1.0 / (1UL << 53)) + 1.0 / (1UL << 54), 1 / shape);
                shape++;
            }
            double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
            for (ulong attempt = 0; attempt < Tries; attempt++)
            {
                (uint p, uint q, uint u, _) = RandomSource.Philox(Seed, Offset + element + attempt * Count);
                double normal = Math.Sqrt(-2 * Math.Log((p + 1.0) / 4294967296.0)) * Math.Cos(q * (2 * Math.PI / 4294967296.0));
                double v = 1 + c * normal, uniform = (u + 0.5) / 4294967296.0;
                if (v <= 0)
                    continue;
                v = v * v * v;
                if (Math.Log(uniform) < 0.5 * normal * normal + d - d * v + d * Math.Log(v))
                    return Math.Max(boost * d * v, Least);
            }
            return Math.Max(boost * d, Least);
        }
    }
}
