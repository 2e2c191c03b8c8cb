using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Numbers at equal distances from one to another, both included, or powers of a base at them.</summary>
internal sealed record Spaced(double Start, double End, int Steps, double Base, DType DType) : Op
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => Base == 0 ? "linspace" : "logspace";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(new Shape(Steps), DType, Defaults.Device);

    public override unsafe void RunCpu(in KernelArgs a)
    {
        double* values = stackalloc double[256];
        delegate*<byte*, long, byte*, long, long, void> row = Elements.Row(DType.Float64, DType);
        byte* target = a.Outputs[0].Pointer<byte>();
        double step = Steps > 1 ? (End - Start) / (Steps - 1) : 0;
        for (int i = 0; i < Steps; i += 256)
        {
            int count = Math.Min(256, Steps - i);
            for (int j = 0; j < count; j++)
            {
                // From the nearer end, so that both ends are hit exactly.
                int at = i + j;
                double x = at < Steps / 2 || Steps == 1 ? Start + step * at : End - step * (Steps - 1 - at);
                values[j] = Base == 0 ? x : Math.Pow(Base, x);
            }
            row((byte*)values, 1, target + (long)i * DType.Size(), 1, count);
        }
    }
}
