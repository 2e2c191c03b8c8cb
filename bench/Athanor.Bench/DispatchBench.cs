using System.Diagnostics;
using Athanor.Autograd;

namespace Athanor.Bench;

/// <summary>What an operation costs besides its arithmetic: time and managed bytes of operations on a handful of numbers.</summary>
internal static class DispatchBench
{
    private const int Rounds = 7;

    public static void Run(string[] args)
    {
        string? only = args.FirstOrDefault(a => !a.StartsWith('-'));
        Tensor p = Tensor.RandN([8]).Keep(), m = Tensor.RandN([8, 8]).Keep(), w = Leaf(8);
        Console.WriteLine($"{"",-34}{"ns/op",10}{"bytes/op",10}");
        Line("add of 8", only, 100, () => _ = p + p);
        Line("add of 8, noted for gradients", only, 100, () => _ = w + p);
        Line("add of a number", only, 100, () => _ = p + 1.5);
        Line("tanh of 8", only, 100, () => _ = p.Tanh());
        Line("matmul 8x8", only, 100, () => _ = m.MatMul(m));
        Line("sum of 8", only, 100, () => _ = p.Sum());
        Line("sum of 8x8 over dimension 0", only, 100, () => _ = m.Sum(0));
        Line("view (8) as (2, 4)", only, 100, () => _ = p.Reshape(2, 4));
        Line("add (8, 8) + (8)", only, 100, () => _ = m + p);
        Line("add in place of 8", only, 100, () => p.AddInPlace(p, 0));
        Line("backward of (w * p).Sum()", only, 1, () => (w * p).Sum().Backward());
        Mlp(only);
        Wide(only);
    }

    /// <summary>What is bound by memory: broadcasting and conversion should cost no more than the plain sum.</summary>
    private static void Wide(string? only)
    {
        Tensor x = Tensor.RandN([1024, 1024]).Keep(), row = Tensor.RandN([1024]).Keep(), column = Tensor.RandN([1024, 1]).Keep();
        Tensor images = x.Reshape(16, 64, 32, 32).Keep(), channels = Tensor.RandN([64, 1, 1]).Keep(), half = x.To(DType.BFloat16).Keep();
        Line("1M: x + x", only, 1, () => _ = x + x);
        Line("1M: x + row", only, 1, () => _ = x + row);
        Line("1M: x + column", only, 1, () => _ = x + column);
        Line("1M: images + channels", only, 1, () => _ = images + channels);
        Line("1M: sum over rows", only, 1, () => _ = x.Sum(0));
        Line("1M: sum over columns", only, 1, () => _ = x.Sum(1));
        Line("1M: transposed copy", only, 1, () => _ = x.T.Clone());
        Line("1M: bfloat16 to float32", only, 1, () => _ = half.To(DType.Float32));
        Line("1M: float32 to bfloat16", only, 1, () => _ = x.To(DType.BFloat16));
    }

    private static Tensor Leaf(params int[] shape)
    {
        Tensor tensor = (Tensor.RandN(shape) * 0.3).Keep();
        tensor.RequiresGrad = true;
        return tensor;
    }

    /// <summary>Three layers of 8 on a batch of 8: forward, backward and a step of gradient descent.</summary>
    private static void Mlp(string? only)
    {
        Tensor x = Tensor.RandN([8, 8]).Keep(), y = Tensor.RandN([8, 8]).Keep();
        Tensor[] weights = [Leaf(8, 8), Leaf(8, 8), Leaf(8, 8)], biases = [Leaf(8), Leaf(8), Leaf(8)];
        Line("step of a 3-layer perceptron", only, 1, () =>
        {
            Tensor h = x;
            for (int i = 0; i < 3; i++)
            {
                h = h.Linear(weights[i], biases[i]);
                if (i < 2)
                    h = h.Tanh();
            }
            (h - y).Square().Mean().Backward();
            using GradMode.Restore mode = GradMode.NoGrad();
            foreach (Tensor parameter in (ReadOnlySpan<Tensor>)[.. weights, .. biases])
            {
                parameter.AddInPlace(parameter.Grad!, -0.01);
                parameter.Grad = null;
            }
        });
    }

    /// <summary>Runs an action <paramref name="inScope"/> times a scope, and prints the fastest round.</summary>
    private static void Line(string name, string? only, int inScope, Action action)
    {
        if (only is not null && !name.Contains(only))
            return;
        long best = long.MaxValue, bytes = 0;
        int scopes = 1;
        for (int round = 0; round < Rounds + 2; round++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            for (int s = 0; s < scopes; s++)
                using (TensorScope.Begin("bench"))
                    for (int i = 0; i < inScope; i++)
                        action();
            long time = Stopwatch.GetTimestamp() - start;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (round < 2)
            {
                // The first rounds are for the compiler, and find out how many fill a tenth of a second.
                double one = Math.Max(time, 1) / (double)Stopwatch.Frequency / scopes;
                scopes = (int)Math.Clamp(0.1 / one, 10, 200_000);
                Thread.Sleep(round == 0 ? 0 : 150);
                continue;
            }
            if (time < best)
                (best, bytes) = (time, allocated);
        }
        double count = (double)scopes * inScope;
        Console.WriteLine($"{name,-34}{best * 1e9 / Stopwatch.Frequency / count,10:F0}{bytes / count,10:F0}");
    }
}
