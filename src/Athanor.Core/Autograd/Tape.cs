using Athanor.Ops;

namespace Athanor.Autograd;

/// <summary>Notes operations as they happen; the graph hangs off the tensors themselves.</summary>
internal static class Tape
{
    public static void Record(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs)
    {
        if (!GradMode.Enabled || !op.HasGradient)
            return;
        foreach (Tensor input in inputs)
            if (input.GradInfo is not null)
            {
                _ = new Node(op, inputs, outputs);
                return;
            }
    }
}
