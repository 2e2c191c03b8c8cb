namespace Athanor.Conformance.Operators;

/// <summary>A call of Athanor that stands for a call of PyTorch. Gives a tensor, a number, a truth value, or a tuple or list of
/// those.</summary>
public delegate object? Operator(Args args);

/// <summary>Which call of Athanor stands for which operator of PyTorch.</summary>
public sealed partial class OperatorTable
{
    private readonly Dictionary<string, Operator> _operators = [];

    private OperatorTable()
    {
        Elementwise.Register(this);
        Arithmetic.Register(this);
        Reductions.Register(this);
        Views.Register(this);
        Creation.Register(this);
        Matrices.Register(this);
        LinearAlgebra.Register(this);
        Products.Register(this);
        Distances.Register(this);
        Indexing.Register(this);
        Joining.Register(this);
        Sorting.Register(this);
        Scans.Register(this);
        Convolutions.Register(this);
        Pooling.Register(this);
        Norms.Register(this);
        Losses.Register(this);
        Padding.Register(this);
        Resampling.Register(this);
        Lookups.Register(this);
        Attentions.Register(this);
    }

    /// <summary>All that there are.</summary>
    public static OperatorTable Instance { get; } = new();

    /// <summary>The names that are known.</summary>
    public IReadOnlyCollection<string> Names => _operators.Keys;

    /// <summary>The operator of a name, or of its variant where that has a call of its own; null if not known.</summary>
    public Operator? Find(string name, string variant) =>
        _operators.GetValueOrDefault($"{name}-{variant}") ?? _operators.GetValueOrDefault(name);

    /// <summary>Adds an operator.</summary>
    public void Add(string name, Operator run) => _operators.Add(name, run);

    /// <summary>Adds a function of one tensor.</summary>
    public void Unary(string name, Func<Tensor, Tensor> run) => Add(name, args => run(args.X));

    /// <summary>Adds a function of two tensors, the second maybe a number.</summary>
    public void Binary(string name, Func<Tensor, Tensor, Tensor> run) => Add(name, args => run(args.X, args.Operand(1, "other")));
}
