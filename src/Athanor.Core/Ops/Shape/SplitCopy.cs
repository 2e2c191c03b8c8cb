using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// Parts of a dimension in memory of their own. Views have each part's gradient set into zeros of the whole, which for the steps of a
/// sequence is work of the length squared; here the whole's gradient is put together once.
/// </summary>
internal sealed record SplitCopy(Dims Sizes, int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "split_copy";

    public override int OutputCount => Sizes.Length;

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(inputs[0].Shape.With(Dim, Sizes[0]));

    public override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = inputs[0].With(inputs[0].Shape.With(Dim, Sizes[i]));
    }

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        var parts = new Tensor[Sizes.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = a.Grad(i);
        return [Tensor.Cat(parts, Dim)];
    }

    public override void RunCpu(in KernelArgs a)
    {
        Tensor input = a.Inputs[0];
        int start = 0;
        foreach (Tensor output in a.Outputs)
        {
            int size = output.Shape[Dim];
            Layout part = new Slice(Dim, start, size, 1).Apply(input.Layout);
            Tensor view = input.View(part);
            StridedCopy.Run(view, output);
            view.Dispose();
            start += size;
        }
    }
}
