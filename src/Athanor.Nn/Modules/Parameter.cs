namespace Athanor.Nn;

/// <summary>A tensor that a module learns: a leaf with a gradient, in no scope, owned by its module.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>A parameter that starts with the values of <paramref name="value"/>.</summary>
    public Parameter(Tensor value)
        : base(value)
    {
        if (DType.IsFloating())
            RequiresGrad = true;
    }

    /// <summary>Takes over another tensor's memory, as when a checkpoint is loaded or the module moves; the gradient is forgotten.</summary>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public void Replace(Tensor value)
    {
        if (value.Shape != Shape)
            throw new TensorException("parameter", $"expected shape {Shape}, got {value.Shape}");
        bool required = RequiresGrad;
        RequiresGrad = false;
        TakeOver(value);
        RequiresGrad = required;
    }
}

/// <summary>A tensor that belongs to a module's state but is not learned, such as running statistics.</summary>
public sealed class Buffer : Tensor
{
    /// <summary>A buffer that starts with the values of <paramref name="value"/>.</summary>
    /// <param name="value">Its first values.</param>
    /// <param name="persistent">Whether it is part of the state dict.</param>
    public Buffer(Tensor value, bool persistent = true)
        : base(value) => Persistent = persistent;

    /// <summary>Whether it is part of the state dict.</summary>
    public bool Persistent { get; }

    /// <summary>Takes over another tensor's memory.</summary>
    /// <exception cref="TensorException">The shapes differ.</exception>
    public void Replace(Tensor value)
    {
        if (value.Shape != Shape)
            throw new TensorException("buffer", $"expected shape {Shape}, got {value.Shape}");
        TakeOver(value);
    }
}
