using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The largest (or smallest) so far along a dimension, and where it stood: the last of equal ones, and NaN from the first NaN on.</summary>
internal sealed record ScanExtreme(int Dim, bool Largest) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => Largest ? "cummax" : "cummin";

    public override int OutputCount => 2;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) =>
        (outputs[0], outputs[1]) = (inputs[0], inputs[0].With(DType.Int64));

    public override bool SavesInput(int index) => false;

    public override bool SavesOutput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new ScatterAdd(Dim), Tensor.Zeros(a.InputSpec(0)), a.Output(1), a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Inputs[0].DType);
        Tensor x = WideTensors.Open(a.Inputs[0], lane), y = WideTensors.OpenOutput(a.Outputs[0], lane);
        switch (lane)
        {
            case DType.Float32:
                Run<float>(x, y, a.Outputs[1]);
                break;
            case DType.Float64:
                Run<double>(x, y, a.Outputs[1]);
                break;
            default:
                Run<long>(x, y, a.Outputs[1]);
                break;
        }
        WideTensors.Close(x, a.Inputs[0]);
        WideTensors.CloseOutput(y, a.Outputs[0]);
    }

    private unsafe void Run<T>(Tensor x, Tensor y, Tensor places)
        where T : unmanaged, INumber<T>
    {
        var around = new Around(x.Shape, Dim);
        WorkerPool.For(
            x.Count == 0 ? 0 : around.Outer * around.Inner,
            Math.Max(1, 16384 / Math.Max(1, around.Size)),
            new Job<T> { Source = x.Pointer<T>(), Target = y.Pointer<T>(), Places = places.Pointer<long>(), Around = around, Largest = Largest });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, INumber<T>
    {
        public T* Source, Target;
        public long* Places;
        public Around Around;
        public bool Largest;

        public readonly void Run(long begin, long end)
        {
            for (long line = begin; line < end; line++)
            {
                long at = line / Around.Inner * Around.Size * Around.Inner + line % Around.Inner;
                T best = Source[at];
                long place = 0;
                for (int i = 0; i < Around.Size; i++, at += Around.Inner)
                {
                    T value = Source[at];
                    if (T.IsNaN(value) || (!T.IsNaN(best) && (Largest ? value >= best : value <= best)))
                        (best, place) = (value, i);
                    (Target[at], Places[at]) = (best, place);
                }
            }
        }
    }
}
