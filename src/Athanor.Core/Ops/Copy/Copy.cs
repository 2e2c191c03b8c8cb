using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>A fresh copy of another element type, row by row without gaps; the same type makes a plain copy.</summary>
internal sealed record Copy(DType To) : Op
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => "copy";

    public override bool AcceptsStrides => true;

    public override bool HasGradient => To.IsFloating();

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].With(To);

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [a.Grad(0).To(a.InputSpec(0).DType)];

    public override void RunCpu(in KernelArgs a) => StridedCopy.Run(a.Inputs[0], a.Outputs[0]);

    /// <summary>A copy without gaps that is in no scope and no graph.</summary>
    internal static Tensor Packed(Tensor source)
    {
        Executor executor = Executor.Choose(source.Device);
        Tensor target = executor.NewTensor(source.Spec);
        executor.Run(new Copy(source.DType), [source], [target]);
        return target;
    }

    /// <summary>CPU kernels' way to copy between layouts.</summary>
    internal static void Strided(Tensor source, Tensor target) => StridedCopy.Run(source, target);
}

/// <summary>Writes the second input (broadcast, converted) into the first, in place.</summary>
internal sealed record CopyInto : Op
{
    public override OpKind Kind => OpKind.Update;

    public override string Name => "copy_";

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name) != inputs[0].Shape)
            throw new TensorException(Name, $"a value of shape {inputs[1].Shape} does not fit into shape {inputs[0].Shape}");
        return inputs[0];
    }

    public override void RunCpu(in KernelArgs a) => StridedCopy.Run(a.Inputs[1], a.Outputs[0]);
}

/// <summary>Carries values to another device; the gradient comes back.</summary>
internal sealed record Transfer(Device Target) : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0] with { Device = Target };

    public override bool SavesInput(int index) => false;

    public override Tensor?[] Vjp(in VjpArgs a) => [a.Grad(0).To(a.InputSpec(0).Device)];
}
