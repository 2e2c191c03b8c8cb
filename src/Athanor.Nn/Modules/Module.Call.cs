namespace Athanor.Nn;

/// <summary>A module that computes a result from an input; several inputs or outputs are tuples.</summary>
/// <typeparam name="TIn">What goes in: a tensor, or a tuple of them.</typeparam>
/// <typeparam name="TOut">What comes out: a tensor, a tuple of them, or an <see cref="ITensorTree"/>.</typeparam>
public abstract class Module<TIn, TOut> : Module
{
    /// <summary>
    /// Runs the module. What it makes on the way is released at the end; the result moves to the caller's scope.
    /// </summary>
    /// <exception cref="TensorException">The input does not fit; the message names the layer.</exception>
    public TOut Call(TIn input)
    {
        using TensorScope scope = TensorScope.Begin(GetType().Name);
        CallObserver? observer = CallObserver.Current;
        observer?.Enter(this);
        try
        {
            TOut output = Forward(input);
            if (output is Tensor tensor)
                scope.Return(tensor);
            else
                scope.Return(output);
            observer?.Leave(this, output);
            return output;
        }
        catch (TensorException error) when (Locate(error))
        {
            throw;
        }
    }

    /// <summary>What the module computes. Nothing needs to be disposed in here.</summary>
    protected abstract TOut Forward(TIn input);
}

/// <summary>A module from one tensor to one: what can stand in a <see cref="Sequential"/>.</summary>
public abstract class Layer : Module<Tensor, Tensor>;

/// <summary>Is told when modules of this thread are called, for tables of layers and profiles.</summary>
public abstract class CallObserver
{
    [ThreadStatic]
    private static CallObserver? t_current;

    /// <summary>The observer of this thread, if one is set.</summary>
    public static CallObserver? Current
    {
        get => t_current;
        set => t_current = value;
    }

    /// <summary>A module's call begins.</summary>
    public abstract void Enter(Module module);

    /// <summary>A module's call ends with a result.</summary>
    public abstract void Leave(Module module, object? output);
}
