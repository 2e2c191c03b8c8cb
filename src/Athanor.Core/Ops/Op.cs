namespace Athanor.Ops;

/// <summary>What kind of work an operation does; passes over captured programs go by this.</summary>
public enum OpKind
{
    /// <summary>The same memory through another layout: no work.</summary>
    View,

    /// <summary>Each element of the output from the elements at the same place.</summary>
    Elementwise,

    /// <summary>Many elements into fewer.</summary>
    Reduce,

    /// <summary>Sums of products: matrix products, convolutions.</summary>
    Contract,

    /// <summary>Elements from or to computed places.</summary>
    Gather,

    /// <summary>Random numbers.</summary>
    Random,

    /// <summary>Writes its first inputs in place.</summary>
    Update,

    /// <summary>Anything else.</summary>
    Opaque,
}

/// <summary>Shape, element type and device: what is known of a tensor before its values.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="DType">The element type.</param>
/// <param name="Device">The place.</param>
public readonly record struct TensorSpec(Shape Shape, DType DType, Device Device)
{
    /// <summary>The same with another shape.</summary>
    public TensorSpec With(Shape shape) => this with { Shape = shape };

    /// <summary>The same with another type.</summary>
    public TensorSpec With(DType dtype) => this with { DType = dtype };

    /// <inheritdoc/>
    public override string ToString() => $"{Shape} {DType.Name()}";
}

/// <summary>What an operation costs at least.</summary>
/// <param name="Flops">Floating operations; a multiply-add counts two.</param>
/// <param name="Bytes">Bytes read and written if every input is read once.</param>
public readonly record struct OpCost(double Flops, double Bytes);

/// <summary>
/// An operation: an immutable record whose fields are its attributes. It states its shape rule, its gradient and its kernel in one
/// place; records give it equality, hashing and printing, which deduplication, kernel caches and dumps stand on.
/// </summary>
public abstract record Op
{
    /// <summary>What kind of work this is.</summary>
    public abstract OpKind Kind { get; }

    /// <summary>The name in errors and dumps, as a user writes the operation.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The number of outputs.</summary>
    public virtual int OutputCount => 1;

    /// <summary>Whether the CPU kernel reads inputs of any strides; otherwise they are packed before it is called.</summary>
    public virtual bool AcceptsStrides => false;

    /// <summary>The shape and type rule of an operation of one output.</summary>
    /// <exception cref="TensorException">The inputs do not fit; the message is for the user.</exception>
    public abstract TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs);

    /// <summary>The shape and type rule of all outputs.</summary>
    public virtual void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => outputs[0] = Infer(inputs);

    /// <summary>Whether the gradient needs the values of an input; what it does not need is not held.</summary>
    public virtual bool SavesInput(int index) => true;

    /// <summary>Whether the gradient needs the values of an output.</summary>
    public virtual bool SavesOutput(int index) => false;

    /// <summary>Whether there is a gradient at all: operations whose outputs are integers or truth values have none.</summary>
    public virtual bool HasGradient => true;

    /// <summary>
    /// The gradient: from the cotangents of the outputs those of the inputs, in tensor operations, so that it can be differentiated
    /// again. Null where an input has no gradient or does not need one.
    /// </summary>
    public virtual Tensor?[] Vjp(in VjpArgs a) => throw new TensorException(Name, "has no gradient; detach its input or leave it out of the loss");

    /// <summary>The kernel of the CPU.</summary>
    public virtual void RunCpu(in KernelArgs a) => throw new TensorException(Name, "has no kernel for the CPU");

    /// <summary>What the operation costs; bytes of inputs and outputs and one FLOP an output element unless it knows better.</summary>
    public virtual OpCost Cost(ReadOnlySpan<TensorSpec> inputs)
    {
        TensorSpec output = Infer(inputs);
        double bytes = output.Shape.Count * output.DType.Size();
        foreach (TensorSpec input in inputs)
            bytes += input.Shape.Count * input.DType.Size();
        return new OpCost(Kind is OpKind.View or OpKind.Gather ? 0 : output.Shape.Count, Kind == OpKind.View ? 0 : bytes);
    }
}

/// <summary>What a kernel is given.</summary>
public readonly ref struct KernelArgs(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
{
    /// <summary>The inputs, contiguous unless the operation accepts strides.</summary>
    public readonly ReadOnlySpan<Tensor> Inputs = inputs;

    /// <summary>The outputs, fresh and contiguous, or (for an update) the inputs that are written.</summary>
    public readonly ReadOnlySpan<Tensor> Outputs = outputs;
}
