using Athanor.Autograd;
using Athanor.Backends.Cpu;

namespace Athanor.Tests.Backends.Cpu;

/// <summary>The same bits from any number of threads.</summary>
[Collection(nameof(ThreadCount))]
public sealed class ThreadInvarianceTests : IDisposable
{
    private readonly int _threads = WorkerPool.Threads;

    private static readonly Dictionary<string, Func<Tensor, Tensor>> _work = new()
    {
        ["elementwise"] = x => x.Tanh() * x + x.Select(0, 1),
        ["broadcast"] = x => x * x.Select(1, 0).Unsqueeze(1),
        ["converted"] = x => x.To(DType.BFloat16).Gelu(),
        ["transposed"] = x => x.T.Clone(),
        ["sum"] = x => x.Sum(),
        ["sum of rows"] = x => x.Sum(1),
        ["sum of columns"] = x => x.Sum(0),
        ["sum of columns of few"] = x => x.Reshape(-1, 3).Sum(0),
        ["sum of transposed"] = x => x.T.Sum([0, 1]),
        ["product"] = x => (x * 0.001 + 1).Prod(),
        ["matmul"] = x => x.MatMul(x.T),
        ["batched matmul"] = x => x.Reshape(9, 67, 211).MatMul(x.Reshape(9, 211, 67)),
        ["normal numbers"] = x => Tensor.RandN(x.Shape, random: new RandomSource(5)),
        ["uniform numbers"] = x => Tensor.Rand(x.Shape, random: new RandomSource(5)),
        ["gradient"] = x =>
        {
            Tensor w = x.Clone();
            w.RequiresGrad = true;
            return Gradients.Of((w.MatMul(w.T).Tanh() + w.Sum(1)).Mean(), w);
        },
    };

    public static TheoryData<string> Names() => [.. _work.Keys];

    public void Dispose() => WorkerPool.Threads = _threads;

    [Theory]
    [MemberData(nameof(Names))]
    public void Bits_do_not_depend_on_threads(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Tensor.RandN([9 * 67, 211], random: new RandomSource(2));
        byte[]? expected = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            WorkerPool.Threads = threads;
            Tensor result = _work[name](x);
            var bytes = new byte[result.Count * result.DType.Size()];
            result.CopyTo(bytes);
            Assert.True((expected ??= bytes).AsSpan().SequenceEqual(bytes), $"{name} with {threads} threads");
        }
    }
}
