using Athanor.Ops;

namespace Athanor.Diagnostics;

/// <summary>
/// Looks at the result of every operation of this thread while it is open, and throws at the first that makes a NaN or an infinity out of
/// finite values. Slow: for finding out where a loss went wrong, not for every step.
/// </summary>
/// <remarks>
/// An infinity that is written on purpose, as masks before a softmax are, is not taken for a fault; one that came with the data or a
/// parameter is reported at the first operation that reads it and gives NaN.
/// </remarks>
/// <example><code>using (FiniteCheck.Begin()) { Loss(model.Call(x), y).Backward(); }   // throws TensorException naming layer and op</code></example>
public sealed class FiniteCheck : Executor, IDisposable
{
    private static readonly HashSet<string> _writers = ["where", "masked_fill", "masked_fill_", "full", "fill_", "copy", "copy_", "empty"];

    private readonly Executor? _outer;

    private FiniteCheck(Executor? outer) => _outer = outer;

    /// <summary>The first operation that was given an infinity and gave one on, in words; null if there was none.</summary>
    public string? FirstInfinite { get; private set; }

    /// <summary>Starts looking.</summary>
    public static FiniteCheck Begin()
    {
        var check = new FiniteCheck(Ambient);
        Swap(check);
        return check;
    }

    /// <summary>Stops looking.</summary>
    public void Dispose() => Swap(_outer);

    /// <inheritdoc/>
    public override Tensor NewTensor(in TensorSpec spec) => Inner(spec.Device).NewTensor(spec);

    /// <inheritdoc/>
    /// <exception cref="TensorException">The operation made a value that is not finite.</exception>
    public override void Run(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        // Read before: an update in place overwrites what it was given.
        var given = new NonFinite[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            given[i] = Look(op, inputs[i]);
        Inner(outputs[0].Device).Run(op, inputs, outputs);
        foreach (Tensor output in outputs)
            Judge(op, inputs, given, output);
    }

    /// <inheritdoc/>
    public override void OnView(Op op, Tensor input, Tensor output) => _outer?.OnView(op, input, output);

    private Executor Inner(Device device) => _outer ?? Direct(device);

    // The counting itself runs operations; they go past this check.
    private NonFinite Look(Op op, Tensor tensor)
    {
        Executor? before = Swap(_outer);
        try
        {
            return NonFinite.Count(tensor);
        }
        finally
        {
            Swap(before);
        }
    }

    private void Judge(Op op, ReadOnlySpan<Tensor> inputs, NonFinite[] given, Tensor output)
    {
        NonFinite found = Look(op, output);
        if (!found.Any || inputs.Length == 0)
            return;
        string what = $"{found.Describe(output.Count)} in its result {output.Spec}";
        int nan = Array.FindIndex(given, g => g.NaN > 0), infinite = Array.FindIndex(given, g => g.Infinite > 0);
        if (nan >= 0)
            throw new TensorException(op.Name, $"was given nan: {given[nan].Describe(inputs[nan].Count)} in its input {nan} {inputs[nan].Spec}");
        if (_writers.Contains(op.Name) && found.NaN == 0)
            return;
        if (infinite < 0)
            throw new TensorException(op.Name, $"made {what} from finite inputs {Ranges(inputs)}");
        if (found.NaN > 0)
            throw new TensorException(op.Name, $"made {what} from an infinite value in its input {infinite} {inputs[infinite].Spec}");
        FirstInfinite ??= $"{op.Name} was given an infinite value in its input {infinite} {inputs[infinite].Spec} and gave one on";
    }

    private string Ranges(ReadOnlySpan<Tensor> inputs)
    {
        Executor? before = Swap(_outer);
        using TensorScope scope = TensorScope.Begin("FiniteCheck");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        try
        {
            var parts = new List<string>();
            foreach (Tensor input in inputs)
            {
                if (!input.DType.IsFloating() || input.Count == 0)
                    continue;
                double[] values = input.Detach().To(DType.Float64).ToArray<double>();
                parts.Add(FormattableString.Invariant($"{input.Shape} of {values.Min():G4} to {values.Max():G4}"));
            }
            return string.Join(" and ", parts);
        }
        finally
        {
            Swap(before);
        }
    }
}
