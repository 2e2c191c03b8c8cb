using Athanor.Ops;

namespace Athanor;

/// <remarks>
/// Writing in place is for parameters, buffers and data, not for values of a graph: it is refused on a tensor that requires gradients while
/// they are recorded, and backward refuses a saved value that was written since.
/// </remarks>
public partial class Tensor
{
    /// <summary>Sets all elements from another tensor, broadcast and converted. Returns this tensor.</summary>
    public Tensor CopyFrom(Tensor source)
    {
        Update(new CopyInto(), 1, this, source.Device == Device ? source : source.To(Device));
        return this;
    }

    /// <summary>Sets all elements to one value. Returns this tensor.</summary>
    public Tensor FillInPlace(Number value)
    {
        Update(new FillInto(value), 1, this);
        return this;
    }

    /// <summary>this ← this + other · <paramref name="scale"/>. Returns this tensor.</summary>
    public Tensor AddInPlace(Tensor other, double scale = 1)
    {
        Update(new UpdateBinary<AddScaled>(new AddScaled(scale)), 1, this, other);
        return this;
    }

    /// <summary>this ← this · other. Returns this tensor.</summary>
    public Tensor MultiplyInPlace(Tensor other)
    {
        Update(new UpdateBinary<Multiply>(default), 1, this, other);
        return this;
    }

    /// <summary>this ← this · value. Returns this tensor.</summary>
    public Tensor MultiplyInPlace(Number value)
    {
        Update(new UpdateUnary<MultiplyBy>(new MultiplyBy(value.Double)), 1, this);
        return this;
    }

    /// <summary>this ← this + (other − this) · <paramref name="weight"/>. Returns this tensor.</summary>
    public Tensor LerpInPlace(Tensor other, double weight)
    {
        Update(new UpdateBinary<LerpBy>(new LerpBy(weight)), 1, this, other);
        return this;
    }

    /// <summary>this[i] += other[i] for kernels: any strides, no checks of graphs.</summary>
    internal void AddStrided(Tensor other) => new UpdateBinary<AddScaled>(new AddScaled(1)).RunCpu(new KernelArgs([this, other], [this]));
}
