namespace Athanor.Data;

/// <summary>Some samples side by side: what goes into a model and what should come out.</summary>
/// <remarks>
/// A batch belongs to no <see cref="TensorScope"/>. One that a <see cref="DataLoader"/> hands out lives until the next is asked for,
/// unless <see cref="Keep"/> is called on it.
/// </remarks>
/// <param name="input">Samples along the first dimension: (N, …).</param>
/// <param name="target">Their targets along the first dimension: classes (N) as int64, or values (N, …).</param>
public sealed class Batch(Tensor input, Tensor target) : ITensorTree, IDisposable
{
    /// <summary>The samples, (N, …).</summary>
    public Tensor Input { get; } = input;

    /// <summary>Their targets, (N, …).</summary>
    public Tensor Target { get; } = target;

    /// <summary>The number of samples.</summary>
    public int Count => Input.Shape[0];

    /// <inheritdoc/>
    public IEnumerable<Tensor?> Tensors => [Input, Target];

    internal bool Kept { get; private set; }

    /// <summary>The same targets with another input.</summary>
    public Batch WithInput(Tensor input) => new(input, Target);

    /// <summary>Makes the batch outlive the loop that it came from and every scope. Returns itself.</summary>
    public Batch Keep()
    {
        Kept = true;
        Input.Keep();
        Target.Keep();
        return this;
    }

    /// <summary>Lets go of the tensors.</summary>
    public void Dispose()
    {
        Input.Dispose();
        Target.Dispose();
    }
}
