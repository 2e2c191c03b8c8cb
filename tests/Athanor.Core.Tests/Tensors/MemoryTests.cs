using Athanor.Autograd;

namespace Athanor.Tests.Tensors;

/// <summary>The promises of memory: nothing grows, nobody disposes. Runs alone, since live bytes are the whole process's.</summary>
[Collection("memory")]
public sealed class MemoryTests
{
    private readonly Tensor _weight = Tensor.RandN([32, 32]);

    public MemoryTests() => _weight.RequiresGrad = true;

    [Fact]
    public void A_scope_releases_what_is_not_returned()
    {
        Tensor outside, inside;
        using (TensorScope scope = TensorScope.Begin("test"))
        {
            inside = Tensor.Ones(3);
            outside = scope.Return(inside + 1);
        }
        Assert.True(inside.IsReleased);
        Assert.Equal([2f, 2f, 2f], outside.ToArray<float>());
    }

    [Fact]
    public void A_handle_used_after_its_scope_says_which_and_what_to_do()
    {
        Tensor tensor;
        using (TensorScope.Begin("the step"))
            tensor = Tensor.Ones(3, 2);
        var error = Assert.Throws<ObjectDisposedException>(() => tensor + 1);
        Assert.Contains("(3, 2)", error.Message);
        Assert.Contains("'the step'", error.Message);
        Assert.Contains("Keep()", error.Message);
    }

    [Fact]
    public void Keep_takes_a_tensor_out_of_all_scopes()
    {
        Tensor tensor;
        using (TensorScope.Begin("outer"))
        using (TensorScope.Begin("inner"))
            tensor = Tensor.Ones(3).Keep();
        Assert.Equal(3, tensor.Sum().Item());
    }

    [Fact]
    public void Return_looks_into_tuples_and_lists()
    {
        (Tensor A, Tensor[] B) parts;
        using (TensorScope scope = TensorScope.Begin("test"))
            parts = scope.Return((Tensor.Ones(1), new[] { Tensor.Ones(2), Tensor.Ones(3) }));
        Assert.False(parts.A.IsReleased || parts.B[0].IsReleased || parts.B[1].IsReleased);
    }

    [Fact]
    public void A_view_holds_the_memory_it_looks_into()
    {
        Tensor view;
        using (TensorScope scope = TensorScope.Begin("test"))
            view = scope.Return(Tensor.Arange(6).Reshape(2, 3).Select(0, 1));
        Assert.Equal([3L, 4L, 5L], view.ToArray<long>());
    }

    [Fact]
    public void Forward_with_gradients_in_a_scope_leaves_nothing_without_a_collection()
    {
        long before = TensorMemory.Settle().LiveBytes;
        for (int i = 0; i < 200; i++)
            using (TensorScope.Begin("step"))
                _ = Network(Tensor.Ones(8, 32));
        Assert.Equal(before, TensorMemory.Use().LiveBytes);
    }

    [Fact]
    public void Backward_lets_go_of_the_graph_without_a_collection()
    {
        using (TensorScope.Begin("warm"))
            Network(Tensor.Ones(8, 32)).Backward();
        long before = TensorMemory.Settle().LiveBytes;
        for (int i = 0; i < 200; i++)
            using (TensorScope.Begin("step"))
                Network(Tensor.Ones(8, 32)).Backward();
        Assert.Equal(before, TensorMemory.Use().LiveBytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ten_thousand_passes_of_plain_user_code_do_not_grow(bool gradients)
    {
        using GradMode.Restore mode = GradMode.Set(gradients);
        Pass(100);
        long before = TensorMemory.Settle().LiveBytes;
        TensorMemory.ResetPeak();
        Pass(10_000);
        Assert.Equal(before, TensorMemory.Settle().LiveBytes);
        Assert.InRange(TensorMemory.Use().PeakBytes, 0, before + (160L << 20));

        void Pass(int times)
        {
            for (int i = 0; i < times; i++)
                _ = Network(Tensor.Ones(8, 32));
        }
    }

    [Fact]
    public void A_long_chain_lets_go_without_overflowing_the_stack()
    {
        long before = TensorMemory.Settle().LiveBytes;
        using (TensorScope.Begin("chain"))
        {
            Tensor x = _weight;
            for (int i = 0; i < 50_000; i++)
                x = x * 1.0;
        }
        Assert.Equal(before, TensorMemory.Use().LiveBytes);
    }

    [Fact]
    public void Second_derivatives_leave_nothing()
    {
        void Step()
        {
            using TensorScope scope = TensorScope.Begin("step");
            Tensor x = Tensor.Ones(4);
            x.RequiresGrad = true;
            Tensor first = Gradients.Of((x * x * x).Sum(), x, createGraph: true);
            first.Square().Sum().Backward();
        }

        Step();
        long before = TensorMemory.Settle().LiveBytes;
        for (int i = 0; i < 50; i++)
            Step();
        Assert.Equal(before, TensorMemory.Use().LiveBytes);
    }

    private Tensor Network(Tensor x) => (x.MatMul(_weight).Tanh().MatMul(_weight).Relu() + 1).Square().Mean();
}

[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryCollection;
