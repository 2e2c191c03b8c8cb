using Athanor.Ops;

namespace Athanor.Autograd;

/// <summary>
/// Trades time for memory: a stretch of a network is run without keeping what its gradient needs, and run again when backward comes to
/// it (Chen et al. 2016, Training Deep Nets with Sublinear Memory Cost).
/// </summary>
public static class Checkpoint
{
    /// <summary>Runs <paramref name="function"/> on the inputs, recomputing it in backward.</summary>
    /// <param name="function">From the inputs to one tensor; random numbers it draws from the default source are drawn again.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="parameters">The tensors it uses besides the inputs and that need gradients.</param>
    public static Tensor Run(Func<Tensor[], Tensor> function, Tensor[] inputs, params IEnumerable<Tensor> parameters)
    {
        ulong offset = RandomSource.Default.Offset;
        Tensor output;
        using (GradMode.NoGrad())
        {
            using TensorScope scope = TensorScope.Begin("Checkpoint");
            output = scope.Return(function(inputs).Detach());
        }
        Tape.Record(new Recomputed(function, inputs.Length, offset, output.Spec), [.. inputs, .. parameters], [output]);
        return output;
    }

    /// <summary>Runs <paramref name="function"/> on one input, recomputing it in backward.</summary>
    public static Tensor Run(Func<Tensor, Tensor> function, Tensor input, params IEnumerable<Tensor> parameters) =>
        Run(x => function(x[0]), [input], parameters);

    private sealed record Recomputed(Func<Tensor[], Tensor> Function, int InputCount, ulong Offset, TensorSpec Output) : Op
    {
        public override OpKind Kind => OpKind.Opaque;

        public override string Name => "Checkpoint";

        public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Output;

        public override Tensor?[] Vjp(in VjpArgs a)
        {
            bool again = a.CreatesGraph;
            var arguments = new Tensor[InputCount];
            var targets = new List<Tensor>();
            var places = new List<int>();
            for (int i = 0; i < a.InputCount; i++)
            {
                // To be differentiated again the graph behind the inputs is needed; otherwise it ends here.
                Tensor value = i < InputCount && !again ? a.Input(i).Detach() : a.Input(i);
                if (i < InputCount)
                    arguments[i] = value;
                if (!a.Needs(i))
                    continue;
                value.RequiresGrad = true;
                targets.Add(value);
                places.Add(i);
            }

            ulong offset = RandomSource.Default.Offset;
            RandomSource.Default.Offset = Offset;
            Tensor output;
            using (GradMode.WithGrad())
                output = Function(arguments);
            RandomSource.Default.Offset = offset;

            Tensor?[] found = Gradients.OfMany([output], targets.ToArray(), [a.Grad(0)], createGraph: again);
            var results = new Tensor?[a.InputCount];
            for (int i = 0; i < found.Length; i++)
                results[places[i]] = found[i];
            return results;
        }
    }
}
