using Athanor.Backends;

namespace Athanor.Ops;

/// <summary>What becomes of an operation once its shapes are known: run now, stop there, or be written down.</summary>
public abstract class Executor
{
    [ThreadStatic]
    private static Executor? t_ambient;

    private protected Executor()
    {
    }

    /// <summary>The executor that this thread's operations go to, if one is set; otherwise their device decides.</summary>
    public static Executor? Ambient => t_ambient;

    /// <summary>A fresh tensor of the given kind, its values not yet set.</summary>
    public abstract Tensor NewTensor(in TensorSpec spec);

    /// <summary>Fills <paramref name="outputs"/>, which are fresh (or, for an update in place, inputs).</summary>
    public abstract void Run(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs);

    /// <summary>Told of a view that was taken, which needs no work.</summary>
    public virtual void OnView(Op op, Tensor input, Tensor output)
    {
    }

    internal static Executor Choose(Device device) => t_ambient ?? Direct(device);

    internal static Executor Direct(Device device) => device.Kind == DeviceKind.Meta ? MetaExecutor.Instance : Backend.For(device);

    internal static Executor? Swap(Executor? executor)
    {
        Executor? before = t_ambient;
        t_ambient = executor;
        return before;
    }
}
