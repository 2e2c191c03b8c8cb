namespace Athanor.Autograd;

/// <summary>
/// How a value takes part in gradients, shared by all handles on it: it is a leaf that collects its gradient, or an output of a node.
/// Counted, so that a graph nobody can start backward from is let go at once and not only when it is collected.
/// </summary>
internal sealed class GradInfo(Node? producer, int outputIndex) : Claimable
{
    private int _references = 1;

    /// <summary>The operation that made the value; null for a leaf.</summary>
    public Node? Producer { get; } = producer;

    public int OutputIndex { get; } = outputIndex;

    /// <summary>The collected gradient of a leaf, or of a value that retains it.</summary>
    public Tensor? Grad { get; set; }

    /// <summary>The handle of a leaf: its gradient lives in the same scope.</summary>
    public Tensor? Leaf { get; init; }

    public bool RetainsGrad { get; set; } = producer is null;

    public List<Func<Tensor, Tensor?>>? Hooks { get; set; }

    public GradInfo Retain()
    {
        if (Interlocked.Increment(ref _references) == 1)
            Producer?.Regain();
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            Producer?.LetGo();
    }
}
