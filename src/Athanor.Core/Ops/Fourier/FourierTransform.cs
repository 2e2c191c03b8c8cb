using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// The discrete Fourier transform along the last but one dimension of (…, n, 2), without a factor; the adjoint is its inverse's.
/// </summary>
internal sealed unsafe record FourierTransform(bool Inverse) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => Inverse ? "fft.ifft" : "fft.fft";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new FourierTransform(!Inverse), a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        int n = a.Inputs[0].Shape[^2];
        if (a.Inputs[0].Count == 0)
            return;
        WorkerPool.For(
            a.Inputs[0].Count / (2L * n),
            Math.Max(1, 8192 / n),
            new Job
            {
                Plan = new FourierPlan(n),
                N = n,
                Inverse = Inverse,
                Size = a.Inputs[0].DType.Size(),
                Source = a.Inputs[0].Pointer<byte>(),
                Target = a.Outputs[0].Pointer<byte>(),
                Load = Elements.Row(a.Inputs[0].DType, DType.Float64),
                Store = Elements.Row(DType.Float64, a.Outputs[0].DType),
            });
    }

    private struct Job : IRange
    {
        public FourierPlan Plan;
        public int N, Size;
        public bool Inverse;
        public byte* Source, Target;
        public delegate*<byte*, long, byte*, long, long, void> Load, Store;

        public readonly void Run(long begin, long end)
        {
            using var memory = new Doubles(2L * N + Plan.WorkSize);
            for (long i = begin; i < end; i++)
            {
                long place = i * 2 * N * Size;
                Load(Source + place, 1, (byte*)memory.P, 1, 2L * N);
                Plan.Run(memory.P, memory.P + 2L * N, Inverse);
                Store((byte*)memory.P, 1, Target + place, 1, 2L * N);
            }
        }
    }
}
