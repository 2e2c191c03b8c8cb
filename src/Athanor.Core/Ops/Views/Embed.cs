using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Zeros of a shape with the input added in where a view of that shape looks: the gradient of any view.</summary>
internal sealed record Embed(ViewOp View, Shape Into) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => $"gradient of {View.Name}";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Into);

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(View, a.Grad(0))];

    public override void RunCpu(in KernelArgs a)
    {
        Tensor output = a.Outputs[0];
        Fill.Zero(output);
        if (a.Inputs[0].Count == 0)
            return;
        Tensor window = output.View(View.Apply(output.Layout));
        if (View is Windows)
            AddOverlapping(a.Inputs[0], window);
        else
            Copy.Strided(a.Inputs[0], window);
        window.Dispose();
    }

    /// <summary>Adds window by window: the elements of one window do not overlap.</summary>
    private void AddOverlapping(Tensor source, Tensor window)
    {
        int dim = ((Windows)View).Dim;
        if (source.Rank == 1)
        {
            window.AddStrided(source);
            return;
        }
        for (int i = 0; i < source.Shape[dim]; i++)
        {
            Tensor from = source.View(new Select(dim, i).Apply(source.Layout)), to = window.View(new Select(dim, i).Apply(window.Layout));
            to.AddStrided(from);
            from.Dispose();
            to.Dispose();
        }
    }
}
