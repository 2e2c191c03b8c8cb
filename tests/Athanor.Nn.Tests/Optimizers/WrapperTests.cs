namespace Athanor.Nn.Tests.Optimizers;

public sealed class WrapperTests
{
    [Fact]
    public void Newer_optimizers_lower_the_loss()
    {
        foreach (Func<Tensor[], Optimizer> make in new Func<Tensor[], Optimizer>[]
        {
            p => new Lion(p, 1e-2), p => new Lamb(p, 1e-2), p => new Lars(p, 1, trust: 0.02), p => new Adafactor(p, 5e-2),
            p => new Sam(new Sgd(p, 0.1)), p => new Sam(new Sgd(p, 0.1), adaptive: true), p => new Lookahead(new Adam(p, 5e-2)),
            p => new Lbfgs(p, lineSearch: true),
        })
        {
            Tensor w = Problem.Start();
            Optimizer optimizer = make([w]);
            double first = Problem.Loss(optimizer, w).Item();
            for (int i = 0; i < 60; i++)
                optimizer.Step(() => Problem.Loss(optimizer, w));
            double last = Problem.Loss(optimizer, w).Item();
            Assert.True(last < first - 0.3, $"{optimizer.GetType().Name}: {first} → {last}");
        }
    }

    [Fact]
    public void Lookahead_goes_half_of_the_way_and_on_from_its_state()
    {
        Tensor w = Tensor.From([0.0], 1);
        w.RequiresGrad = true;
        var slow = new Lookahead(new Sgd([w], 1), every: 2);
        for (int i = 0; i < 2; i++)
        {
            w.Grad = Tensor.From([-1.0], 1);
            slow.Step();
        }
        Assert.Equal([1.0], w.ToArray<double>());
        Assert.Equal(1.0, slow.StateDict().Tensors["state.0.slow"].Item());
        var next = new Lookahead(new Sgd([w], 1), every: 2);
        next.LoadStateDict(slow.StateDict());
        Assert.Equal(slow.StateDict().Numbers, next.StateDict().Numbers);
    }

    [Fact]
    public void Gradients_are_clipped_together()
    {
        Tensor a = Tensor.Zeros(2), b = Tensor.Zeros(1), none = Tensor.Zeros(1);
        foreach (Tensor t in new[] { a, b, none })
            t.RequiresGrad = true;
        (a.Grad, b.Grad) = (Tensor.From([2f, 3], 2), Tensor.From([6f], 1));
        Assert.Equal(7, GradientClip.Norm([a, b, none], 3.5), 1e-6);
        Golden.Close([1, 1.5, 3], [.. a.Grad!.ToArray<float>().Concat(b.Grad!.ToArray<float>()).Select(v => (double)v)], 1e-6);
        GradientClip.Value([a, b], 1.25);
        Golden.Close([1, 1.25], [.. a.Grad!.ToArray<float>().Select(v => (double)v)], 1e-6);
    }

    [Fact]
    public void Averages_follow_and_stand_in_for_weights()
    {
        var model = new Linear(1, 1, bias: false);
        void Set(double value)
        {
            using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
            model.Weight.FillInPlace(value);
        }
        Set(0);
        using var average = new WeightAverage(model, decay: 0.5);
        Set(1);
        average.Update();
        average.Update();
        Assert.Equal(0.75, average.StateDict()[0].Value.Item());
        using (average.Use())
            Assert.Equal(0.75, model.Weight.Item());
        Assert.Equal(1, model.Weight.Item());
    }

    [Theory]
    [InlineData(DType.BFloat16)]
    [InlineData(DType.Float16)]
    public void Half_precision_steps(DType type)
    {
        Tensor w = Tensor.Ones(37).To(type), expected = Tensor.Ones(37);
        w.RequiresGrad = expected.RequiresGrad = true;
        foreach (Tensor t in new[] { w, expected })
        {
            t.Grad = (Tensor.Arange(37).To(DType.Float32) / 64 - 0.25).To(t.DType);
            new AdamW([t], 0.125).Step();
        }
        Golden.Close(
            [.. expected.ToArray<float>().Select(v => (double)v)], [.. w.Detach().To(DType.Float32).ToArray<float>().Select(v => (double)v)], 5e-3);
    }

    [Fact]
    public void Steps_of_any_length_and_layout_are_alike()
    {
        foreach (int count in new[] { 0, 1, 3, 4, 5, 7, 8, 9, 31, 33, 40000 })
        {
            double[] start = Golden.Symmetric("w", count), gradient = Golden.Symmetric("g", count);
            Tensor w = Tensor.From(start, count);
            w.SgdStepInPlace(Tensor.From(gradient, count), null, 0.5);
            Assert.Equal([.. start.Zip(gradient, (p, g) => p - g * 0.5)], w.ToArray<double>());
        }
        Tensor turned = Golden.Fill("w", 3, 5).MT, plain = turned.Clone();
        turned.SgdStepInPlace(Golden.Fill("g", 5, 3), null, 0.5);
        plain.SgdStepInPlace(Golden.Fill("g", 5, 3), null, 0.5);
        Assert.Equal(plain.ToArray<double>(), turned.Contiguous().ToArray<double>());
        Assert.Contains("a gradient", Assert.Throws<TensorException>(() => plain.SgdStepInPlace(Tensor.Zeros(5), null, 0.5)).Message);
    }
}
