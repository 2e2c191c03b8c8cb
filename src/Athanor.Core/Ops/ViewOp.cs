namespace Athanor.Ops;

/// <summary>An operation that looks at the same memory through another layout.</summary>
public abstract record ViewOp : Op
{
    /// <inheritdoc/>
    public sealed override OpKind Kind => OpKind.View;

    /// <inheritdoc/>
    public sealed override bool AcceptsStrides => true;

    /// <inheritdoc/>
    public sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(Apply(Layout.Contiguous(inputs[0].Shape)).Shape);

    /// <inheritdoc/>
    public sealed override bool SavesInput(int index) => false;

    /// <summary>The gradient of a view sets its cotangent into zeros of the input's shape, unless the view knows a cheaper way.</summary>
    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new Embed(this, a.InputSpec(0).Shape), a.Grad(0))];

    /// <summary>The layout seen through the view.</summary>
    internal abstract Layout Apply(in Layout layout);
}
