using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// From one index tensor for each dimension of a shape, all of one shape, the place in that shape counted row by row; every index is checked
/// and counted from the left.
/// </summary>
internal sealed record RavelIndex(Dims Sizes) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "index";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    public override unsafe void RunCpu(in KernelArgs a)
    {
        long* place = a.Outputs[0].Pointer<long>();
        long count = a.Outputs[0].Count;
        new Span<byte>(place, checked((int)(count * sizeof(long)))).Clear();
        for (int d = 0; d < Sizes.Length; d++)
        {
            long* index = a.Inputs[d].Pointer<long>();
            for (long i = 0; i < count; i++)
                place[i] = place[i] * Sizes[d] + Around.Check(index[i], Sizes[d], Name, d);
        }
    }
}

/// <summary>The places of the elements that are not 0, a row each; how many there are is known beforehand.</summary>
internal sealed record Nonzero(int Count) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "nonzero";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(new Shape(Count, inputs[0].Shape.Rank), DType.Int64, inputs[0].Device);

    public override unsafe void RunCpu(in KernelArgs a)
    {
        Tensor truth = WideTensors.Open(a.Inputs[0], DType.Bool);
        byte* values = truth.Pointer<byte>();
        long* target = a.Outputs[0].Pointer<long>();
        Shape shape = a.Inputs[0].Shape;
        long written = 0;
        for (long i = 0; i < shape.Count && written < Count; i++)
        {
            if (values[i] == 0)
                continue;
            long rest = i;
            for (int d = shape.Rank - 1; d >= 0; d--)
            {
                target[written * shape.Rank + d] = rest % shape.Dims[d];
                rest /= shape.Dims[d];
            }
            written++;
        }
        WideTensors.Close(truth, a.Inputs[0]);
    }
}
