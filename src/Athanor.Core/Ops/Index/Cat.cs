using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Tensors joined along a dimension; types are promoted.</summary>
internal sealed record Cat(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "cat";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape first = inputs[0].Shape;
        DType type = inputs[0].DType;
        int total = 0;
        foreach (TensorSpec input in inputs)
        {
            type = DTypes.Promote(type, input.DType);
            if (input.Shape.Rank != first.Rank)
                throw new TensorException(Name, $"all tensors must have as many dimensions, got {first} and {input.Shape}");
            for (int d = 0; d < first.Rank; d++)
                if (d != Dim && input.Shape[d] != first[d])
                    throw new TensorException(Name, $"all sizes but those of dimension {Dim} must agree, got {first} and {input.Shape}");
            total = checked(total + input.Shape[Dim]);
        }
        return inputs[0] with { Shape = first.With(Dim, total), DType = type };
    }

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        var grads = new Tensor?[a.InputCount];
        int start = 0;
        for (int i = 0; i < grads.Length; i++)
        {
            int size = a.InputSpec(i).Shape[Dim];
            if (a.Needs(i))
                grads[i] = a.Grad(0).Narrow(Dim, start, size);
            start += size;
        }
        return grads;
    }

    public override void RunCpu(in KernelArgs a)
    {
        int start = 0;
        foreach (Tensor input in a.Inputs)
        {
            int size = input.Shape[Dim];
            if (input.Count == 0)
            {
                start += size;
                continue;
            }
            Tensor window = a.Outputs[0].View(new Slice(Dim, start, size, 1).Apply(a.Outputs[0].Layout));
            StridedCopy.Run(input, window);
            window.Dispose();
            start += size;
        }
    }
}
