using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>The first input with the second set in where a view looks: the counterpart of reading through the view.</summary>
internal sealed record ViewScatter(ViewOp View) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => View.Name + "_scatter";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape window = View.Apply(Layout.Contiguous(inputs[0].Shape)).Shape;
        if (inputs[1].Shape != window)
            throw new TensorException(Name, $"the source must have shape {window}, got {inputs[1].Shape}");
        return inputs[0];
    }

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [
        a.Needs(0) ? Tensor.Apply(this, a.Grad(0), Scatter.Nothing(a.Grad(0), a.InputSpec(1).Shape)) : null,
        a.Needs(1) ? Tensor.Apply(View, a.Grad(0)) : null,
    ];

    public override void RunCpu(in KernelArgs a)
    {
        Copy.Strided(a.Inputs[0], a.Outputs[0]);
        if (a.Inputs[1].Count == 0)
            return;
        Tensor window = a.Outputs[0].View(View.Apply(a.Outputs[0].Layout));
        Copy.Strided(a.Inputs[1], window);
        window.Dispose();
    }
}
