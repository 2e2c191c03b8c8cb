using System.Runtime.CompilerServices;
using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Runs an operation of one output: shapes are inferred, the executor runs or records it, the tape notes it. The one path of every
    /// operation.
    /// </summary>
    /// <exception cref="TensorException">The inputs do not fit the operation.</exception>
    public static Tensor Apply(Op op, params ReadOnlySpan<Tensor> inputs)
    {
        if (op is ViewOp view)
            return ApplyView(view, inputs[0]);
        var specBuffer = default(Specs);
        Span<TensorSpec> specs = inputs.Length <= Specs.Length ? specBuffer[..inputs.Length] : new TensorSpec[inputs.Length];
        Device device = Describe(op, inputs, specs);
        TensorSpec spec = op.Infer(specs) with { Device = device };
        Executor executor = Executor.Choose(device);
        Tensor output = executor.NewTensor(spec);
        executor.Run(op, inputs, new ReadOnlySpan<Tensor>(ref output));
        KeepAlive(inputs);
        Tape.Record(op, inputs, new ReadOnlySpan<Tensor>(ref output));
        output.EnterScope(TensorScope.Current);
        return output;
    }

    /// <summary>Runs an operation of several outputs.</summary>
    /// <exception cref="TensorException">The inputs do not fit the operation.</exception>
    public static Tensor[] ApplyMany(Op op, params ReadOnlySpan<Tensor> inputs)
    {
        var specs = new TensorSpec[inputs.Length];
        Device device = Describe(op, inputs, specs);
        var outputSpecs = new TensorSpec[op.OutputCount];
        op.InferAll(specs, outputSpecs);
        Executor executor = Executor.Choose(device);
        var outputs = new Tensor[outputSpecs.Length];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = executor.NewTensor(outputSpecs[i] with { Device = device });
        executor.Run(op, inputs, outputs);
        KeepAlive(inputs);
        Tape.Record(op, inputs, outputs);
        foreach (Tensor output in outputs)
            output.EnterScope(TensorScope.Current);
        return outputs;
    }

    /// <summary>Runs an operation that writes its first <paramref name="written"/> inputs in place; it is not differentiable.</summary>
    /// <exception cref="TensorException">A written tensor is part of a graph that is being recorded.</exception>
    public static void Update(Op op, int written, params ReadOnlySpan<Tensor> inputs)
    {
        var specs = new TensorSpec[inputs.Length];
        Device device = Describe(op, inputs, specs);
        op.Infer(specs);
        for (int i = 0; i < written; i++)
        {
            if (GradMode.Enabled && inputs[i].GradInfo is not null)
                throw new TensorException(op.Name, $"cannot write {specs[i]} in place while gradients are recorded; do it under GradMode.NoGrad(), or on a Detach()ed tensor");
            if (inputs[i].Storage is { } storage)
                storage.Version++;
        }
        Executor.Choose(device).Run(op, inputs, inputs[..written]);
        KeepAlive(inputs);
    }

    private static Tensor ApplyView(ViewOp view, Tensor input)
    {
        input.Check();
        Tensor output = input.View(view.Apply(input._layout));
        Executor.Ambient?.OnView(view, input, output);
        Tape.Record(view, new ReadOnlySpan<Tensor>(ref input), new ReadOnlySpan<Tensor>(ref output));
        output.EnterScope(TensorScope.Current);
        return output;
    }

    /// <summary>Fills in the inputs' specs and finds the device that they share (or, without inputs, the default one).</summary>
    private static Device Describe(Op op, ReadOnlySpan<Tensor> inputs, Span<TensorSpec> specs)
    {
        if (inputs.Length == 0)
            return Defaults.Device;
        Device device = inputs[0].Device;
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].Check();
            specs[i] = inputs[i].Spec;
            if (inputs[i].Device != device)
                throw new TensorException(op.Name, $"all tensors must be on one device, got {device} and {inputs[i].Device}; move one with To(device)");
        }
        return device;
    }

    /// <summary>The finalizer must not take a storage from under a kernel that only has its address.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive(ReadOnlySpan<Tensor> tensors)
    {
    }

    [InlineArray(Length)]
    private struct Specs
    {
        public const int Length = 4;

        private TensorSpec _first;
    }
}
