using Athanor.Backends.Cpu;
using Athanor.Tests.Backends.Cpu;

namespace Athanor.Tests.Ops.Neural;

/// <summary>The same bits for any number of threads.</summary>
[Collection(nameof(ThreadCount))]
public sealed class ThreadCountTests : IDisposable
{
    private readonly int _threads = WorkerPool.Threads;

    public void Dispose() => WorkerPool.Threads = _threads;

    [Fact]
    public void ResultsDoNotDependOnIt()
    {
        using TensorScope scope = TensorScope.Begin("test");
        WorkerPool.Threads = 1;
        float[] one = Step();
        WorkerPool.Threads = 4;
        Assert.Equal(one, Step());
    }

    private static float[] Step()
    {
        Tensor x = GradCheck.Random([4, 16, 40, 40], 1, dtype: DType.Float32), w = GradCheck.Random([32, 16, 3, 3], 2, dtype: DType.Float32);
        Tensor scale = Tensor.Ones(32), table = GradCheck.Random([400, 64], 3, dtype: DType.Float32);
        Tensor[] leaves = [x, w, scale, table];
        foreach (Tensor leaf in leaves)
            leaf.RequiresGrad = true;
        Tensor y = x.Conv2d(w, padding: 1).BatchNorm(null, null, scale, scale, training: true).MaxPool2d(2).GroupNorm(4, scale).LayerNorm([20, 20]);
        Tensor loss = y.Mean([2, 3]).MatMul(table.Reshape(32, 800)).CrossEntropy(Tensor.From([1L, 2, 3, 799])) + y.Softmax(1).Square().Sum() + y.AvgPool2d(3).Sum();
        Tensor[] grads = Athanor.Autograd.Gradients.Of(loss, leaves);
        return [(float)loss.Item(), .. grads.SelectMany(g => g.ToArray<float>())];
    }
}
