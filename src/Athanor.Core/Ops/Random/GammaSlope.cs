using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// dz/da of a gamma random number z of shape a: −(∂P/∂a) / p, where P is the regularised incomplete gamma function and p the density. ∂P/∂a
/// is a central difference of five points in double, good to about ten digits; the slope has no gradient of its own.
/// </summary>
internal sealed unsafe record GammaSlope : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "gamma_sample_grad";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override bool SavesInput(int index) => false;

    public override void RunCpu(in KernelArgs a)
    {
        DType type = a.Inputs[0].DType;
        WorkerPool.For(
            a.Inputs[0].Count,
            256,
            new Job
            {
                Shapes = a.Inputs[0].Pointer<byte>(),
                Samples = a.Inputs[1].Pointer<byte>(),
                Target = a.Outputs[0].Pointer<byte>(),
                Size = type.Size(),
                Load = Elements.Row(type, DType.Float64),
                Store = Elements.Row(DType.Float64, type),
            });
    }

    /// <summary>The slope at one place.</summary>
    internal static double At(double a, double z)
    {
        if (!(a > 0) || !(z > 0))
            return double.IsNaN(a) || double.IsNaN(z) ? double.NaN : 0;

        // Far in the lower tail P = zᵃ/Γ(a + 1), whose slope has a closed form; differences would drown in rounding.
        if (z < 1e-8 * Math.Min(a, 1))
            return z / a * (SpecialFunctions.Digamma(a + 1) - Math.Log(z));
        double h = 1e-3 * Math.Min(a, Math.Max(0.1, Math.Sqrt(a)));
        bool upper = z > a + 1;
        double slope = (8 * (P(a + h) - P(a - h)) - (P(a + 2 * h) - P(a - 2 * h))) / (12 * h);
        double logDensity = (a - 1) * Math.Log(z) - z - SpecialFunctions.LogGamma(a);
        return -slope / Math.Exp(logDensity);

        double P(double x) => upper ? -Upper(x, z) : Lower(x, z);
    }

    /// <summary>The series of P(a, z), for z up to about a + 1.</summary>
    private static double Lower(double a, double z)
    {
        double term = 1 / a, sum = term;
        for (int k = 1; k < 10_000 && term > 1e-17 * sum; k++)
        {
            term *= z / (a + k);
            sum += term;
        }
        return sum * Math.Exp(a * Math.Log(z) - z - SpecialFunctions.LogGamma(a));
    }

    /// <summary>The continued fraction of 1 − P(a, z) by Lentz's method, for z above a + 1.</summary>
    private static double Upper(double a, double z)
    {
        double b = z + 1 - a, c = 1e300, d = 1 / b, h = d;
        for (int k = 1; k < 10_000; k++)
        {
            double n = -k * (k - a);
            b += 2;
            d = 1 / (n * d + b);
            c = b + n / c;
            h *= c * d;
            if (Math.Abs(c * d - 1) < 1e-16)
                break;
        }
        return h * Math.Exp(a * Math.Log(z) - z - SpecialFunctions.LogGamma(a));
    }

    private struct Job : IRange
    {
        public byte* Shapes, Samples, Target;
        public int Size;
        public delegate*<byte*, long, byte*, long, long, void> Load, Store;

        public readonly void Run(long begin, long end)
        {
            double a, z;
            for (long i = begin; i < end; i++)
            {
                Load(Shapes + i * Size, 1, (byte*)&a, 1, 1);
                Load(Samples + i * Size, 1, (byte*)&z, 1, 1);
                double slope = At(a, z);
                Store((byte*)&slope, 1, Target + i * Size, 1, 1);
            }
        }
    }
}
