using Athanor.Autograd;

namespace Athanor.Tests.Autograd;

public sealed class AutogradTests
{
    private static Tensor Leaf(params double[] values)
    {
        Tensor tensor = Tensor.From(values);
        tensor.RequiresGrad = true;
        return tensor;
    }

    [Fact]
    public void Three_derivatives_of_tanh_agree_with_their_formulas()
    {
        Tensor x = Leaf(-1.2, 0.3, 2);
        Tensor first = Gradients.Of(x.Tanh().Sum(), x, createGraph: true);
        Tensor second = Gradients.Of(first.Sum(), x, createGraph: true);
        Tensor third = Gradients.Of(second.Sum(), x);
        double[] t = x.Tanh().Detach().ToArray<double>();
        Assert.Equal(t.Select(v => 1 - v * v), first.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(t.Select(v => -2 * v * (1 - v * v)), second.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(t.Select(v => (1 - v * v) * (6 * v * v - 2)), third.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void Gradients_accumulate_until_they_are_forgotten()
    {
        Tensor x = Leaf(3);
        (x * x).Backward();
        (x * 2).Backward();
        Assert.Equal(8, x.Grad!.Item());
        x.Grad = null;
        (x * 2).Backward();
        Assert.Equal(2, x.Grad!.Item());
    }

    [Fact]
    public void A_value_used_twice_gets_both_gradients()
    {
        Tensor x = Leaf(2);
        Tensor y = x * x;
        (y * y + y).Backward();
        Assert.Equal(4 * 8 + 4, x.Grad!.Item());
    }

    [Fact]
    public void Nothing_is_noted_under_NoGrad_and_behind_Detach()
    {
        Tensor x = Leaf(2);
        using (GradMode.NoGrad())
            Assert.False((x * x).RequiresGrad);
        Assert.False(x.Detach().RequiresGrad);
        Assert.Throws<TensorException>(() => (x.Detach() * 2).Backward());
    }

    [Fact]
    public void A_second_backward_needs_the_graph_retained()
    {
        Tensor x = Leaf(2);
        Tensor y = x * x;
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal(8, x.Grad!.Item());
        var error = Assert.Throws<TensorException>(() => y.Backward());
        Assert.Contains("retainGraph", error.Message);
    }

    [Fact]
    public void Overwriting_a_saved_value_is_noticed()
    {
        Tensor x = Leaf(1, 2), factor = Tensor.From([3.0, 4.0]);
        Tensor y = (x * factor).Sum();
        factor.FillInPlace(0);
        var error = Assert.Throws<TensorException>(() => y.Backward());
        Assert.Contains("in place", error.Message);
    }

    [Fact]
    public void Writing_a_tensor_of_the_graph_in_place_is_refused()
    {
        Tensor x = Leaf(1, 2);
        Assert.Throws<TensorException>(() => x.FillInPlace(0));
        using (GradMode.NoGrad())
            x.FillInPlace(5);
        Assert.Equal([5.0, 5.0], x.ToArray<double>());
    }

    [Fact]
    public void Hooks_see_and_replace_gradients_and_can_be_removed()
    {
        Tensor x = Leaf(1), y = x * 2;
        var seen = new List<double>();
        using (y.RegisterHook(g => g * 10))
        using (x.RegisterHook(g =>
        {
            seen.Add(g.Item());
            return null;
        }))
            y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal([20.0], seen);
        Assert.Equal(22, x.Grad!.Item());
    }

    [Fact]
    public void RetainGrad_keeps_the_gradient_of_an_inner_value()
    {
        Tensor x = Leaf(3), y = x * x;
        y.RetainGrad();
        (y * 5).Backward();
        Assert.Equal(5, y.Grad!.Item());
    }

    [Fact]
    public void Backward_from_several_elements_needs_a_gradient_of_their_shape()
    {
        Tensor x = Leaf(1, 2, 3), y = x * x;
        Assert.Throws<TensorException>(() => y.Backward());
        Assert.Throws<TensorException>(() => y.Backward(Tensor.Ones([2], DType.Float64)));
        y.Backward(Tensor.From([1.0, 0, -1]));
        Assert.Equal([2.0, 0, -6], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Gradients_with_respect_to_inner_values_leave_leaves_alone()
    {
        Tensor x = Leaf(2), y = x * x;
        Assert.Equal(3 * 16, Gradients.Of(y * y * y, y).Item());
        Assert.Null(x.Grad);
    }

    [Fact]
    public void An_input_without_part_in_the_output_is_told()
    {
        Tensor x = Leaf(2), z = Leaf(1);
        Assert.Null(Gradients.OfMany([x * x], [z])[0]);
        Assert.Throws<TensorException>(() => Gradients.Of(x * x, z));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_checkpoint_gives_the_same_gradients_also_twice(bool twice)
    {
        Tensor x = Leaf(0.5, -1), w = Leaf(2, 3);
        Tensor Block(Tensor v) => (v * w).Tanh() * w + Tensor.Rand([2], DType.Float64);

        RandomSource.Default.SetSeed(5);
        Tensor plain = Block(x).Square().Sum();
        Tensor[] expected = Gradients.Of(plain, [x, w], createGraph: twice);
        RandomSource.Default.SetSeed(5);
        Tensor recomputed = Checkpoint.Run(Block, x, w).Square().Sum();
        Tensor[] actual = Gradients.Of(recomputed, [x, w], createGraph: twice);
        Assert.Equal(plain.Item(), recomputed.Item());
        if (twice)
        {
            expected = Gradients.Of(expected[0].Square().Sum() + expected[1].Sum(), [x, w]);
            actual = Gradients.Of(actual[0].Square().Sum() + actual[1].Sum(), [x, w]);
        }
        for (int i = 0; i < 2; i++)
            Assert.Equal(expected[i].ToArray<double>(), actual[i].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Mixed_types_give_each_leaf_a_gradient_of_its_type()
    {
        Tensor a = Tensor.From([1f, 2f]), b = Leaf(3, 4);
        a.RequiresGrad = true;
        (a * b).Sum().Backward();
        Assert.Equal(DType.Float32, a.Grad!.DType);
        Assert.Equal(DType.Float64, b.Grad!.DType);
    }
}
