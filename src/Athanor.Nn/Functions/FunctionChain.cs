namespace Athanor.Nn.Functions;

/// <summary>Functions of one variable, one after the other: the value of each is the next one's input.</summary>
public sealed class FunctionChain
{
    /// <summary>A chain of functions, the first to be evaluated first.</summary>
    /// <exception cref="TensorException">A function has several variables, or does not take what the one before gives.</exception>
    public FunctionChain(params FunctionNetwork[] functions)
    {
        Functions = [.. functions];
        Network = functions.Length == 0
            ? FunctionNetwork.Variable("x")
            : functions.Skip(1).Aggregate(functions[0], (chain, next) => next.Compose(chain));
        Network.Find(null, "chain");
    }

    /// <summary>The functions in the order of their evaluation.</summary>
    public IReadOnlyList<FunctionNetwork> Functions { get; }

    /// <summary>The whole chain as one network; its values are the same to the last bit.</summary>
    public FunctionNetwork Network { get; }

    /// <summary>Evaluates one function after the other.</summary>
    public Tensor Evaluate(Tensor x)
    {
        using TensorScope scope = TensorScope.Begin("FunctionChain");
        return scope.Return(Functions.Aggregate(x, (value, function) => function.Evaluate(value)));
    }
}
