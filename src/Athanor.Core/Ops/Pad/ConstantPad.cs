namespace Athanor.Ops;

/// <summary>The input inside a larger tensor of one value; no padding is negative.</summary>
internal sealed record ConstantPad(Dims Before, Dims After, Number Value) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "pad";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        int[] dims = inputs[0].Shape.ToArray();
        for (int i = 0; i < dims.Length; i++)
            dims[i] = checked(dims[i] + Before[i] + After[i]);
        return inputs[0].With(new Shape(dims));
    }

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0);
        for (int i = 0; i < Before.Length; i++)
            if (Before[i] + After[i] > 0)
                g = g.Narrow(i, Before[i], a.InputSpec(0).Shape[i]);
        return [g];
    }

    public override void RunCpu(in KernelArgs a)
    {
        Tensor output = a.Outputs[0];
        if (Value.Double == 0)
            Fill.Zero(output);
        else
            Fill.With(output, Value);
        if (a.Inputs[0].Count == 0)
            return;
        long offset = output.Layout.Offset;
        for (int i = 0; i < Before.Length; i++)
            offset += Before[i] * output.Layout.Strides[i];
        Tensor window = output.View(new Layout(a.Inputs[0].Shape, output.Layout.Strides, offset));
        Copy.Strided(a.Inputs[0], window);
        window.Dispose();
    }
}
