using Athanor.TestKit;

namespace Athanor.Nn.Tests.Losses;

public sealed class AdversarialTests
{
    private static Tensor Values(string name, params int[] shape) => Tensor.From(TestKit.Golden.Symmetric(name, new Shape(shape).Count), shape);

    [Fact]
    public void Scores_cost_what_the_papers_say()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor real = Tensor.From([2.0, -0.5]), fake = Tensor.From([-1.5, 0.25]);
        static double Log(double x) => Math.Log(1 / (1 + Math.Exp(-x)));
        double Mean(Func<double, double> f, params double[] x) => x.Average(f);
        double zeroSum = -Mean(Log, 2, -0.5) - Mean(x => Log(-x), -1.5, 0.25);
        (Tensor, double)[] cases =
        [
            (Adversarial.MinimaxDiscriminator(real, fake), zeroSum),
            (Adversarial.MinimaxGenerator(fake), Mean(x => Log(-x), -1.5, 0.25)),
            (Adversarial.NonSaturatingDiscriminator(real, fake), zeroSum),
            (Adversarial.NonSaturatingGenerator(fake), -Mean(Log, -1.5, 0.25)),
            (Adversarial.LeastSquaresDiscriminator(real, fake), 0.5 * (Mean(x => (x - 1) * (x - 1), 2, -0.5) + Mean(x => x * x, -1.5, 0.25))),
            (Adversarial.LeastSquaresGenerator(fake), 0.5 * Mean(x => (x - 1) * (x - 1), -1.5, 0.25)),
            (Adversarial.WassersteinDiscriminator(real, fake), -0.625 - 0.75),
            (Adversarial.WassersteinGenerator(fake), 0.625),
            (Adversarial.HingeDiscriminator(real, fake), 0.75 + 0.625),
            (Adversarial.HingeGenerator(fake), 0.625),
        ];
        foreach ((Tensor loss, double expected) in cases)
            Assert.Equal(expected, loss.Item(), 1e-12);
    }

    [Fact]
    public void The_penalty_of_a_linear_critic_is_that_of_its_slope()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor weight = Tensor.From([3.0, 4]);
        weight.RequiresGrad = true;
        Tensor penalty = Adversarial.GradientPenalty(x => x.MatMul(weight), Values("real", 5, 2), Values("fake", 5, 2));
        Assert.Equal(10 * 16, penalty.Item(), 1e-9);
        penalty.Backward();
        // 2 λ (‖w‖ − 1) w / ‖w‖
        Assert.Equal(2 * 10 * 4 * 0.6, weight.Grad!.ToDoubles()[0], 1e-9);
        Assert.Equal(5.0 / 2 * 25, Adversarial.R1(x => x.MatMul(weight.Detach()), Values("real", 5, 2), 5).Item(), 1e-12);
    }

    [Fact]
    public void Penalties_teach_the_critic()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor real = Values("real", 3, 4), fake = Values("fake", 3, 4);
        Tensor Penalty(Tensor[] t) => 
            Adversarial.GradientPenalty(x => x.MatMul(t[0]).Tanh().MatMul(t[1]), real, fake, random: new RandomSource(5))
            + Adversarial.R1(x => x.MatMul(t[0]).Tanh().MatMul(t[1]), real);
        double off = FiniteDifference.OfGradient(Penalty, Values("u", 4, 3), Values("v", 3, 1));
        Assert.True(off < 1e-6, $"{off}");
    }

    [Fact]
    public void Features_are_compared_as_they_are_and_by_their_products()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = Values("x", 2, 3, 4, 5), y = Values("y", 2, 3, 4, 5);
        static IReadOnlyList<Tensor> Features(Tensor image) => [image, image.AvgPool2d(2).Tanh()];
        Tensor a = x.AvgPool2d(2).Tanh(), b = y.AvgPool2d(2).Tanh();
        double perceptual = 0.5 * (x - y).Square().Mean().Item() + 2 * (a - b).Square().Mean().Item();
        Assert.Equal(perceptual, new PerceptualLoss(Features, [0.5, 2]).Call(x, y).Item(), 1e-12);
        double style = 0;
        double[] u = x.ToDoubles(), v = y.ToDoubles();
        for (int n = 0; n < 2; n++)
            for (int c = 0; c < 3; c++)
                for (int d = 0; d < 3; d++)
                {
                    double difference = 0;
                    for (int i = 0; i < 20; i++)
                        difference += u[(n * 3 + c) * 20 + i] * u[(n * 3 + d) * 20 + i] - v[(n * 3 + c) * 20 + i] * v[(n * 3 + d) * 20 + i];
                    style += Math.Pow(difference / 60, 2);
                }
        Assert.Equal(style, new StyleLoss(image => [image], reduction: Reduction.Sum).Call(x, y).Item(), 1e-12);
        Assert.Equal(2, new StyleLoss(Features, reduction: Reduction.None).Call(x, y).Count);
        Assert.True(FiniteDifference.OfGradient(t => new StyleLoss(Features).Call(t[0], y) + new PerceptualLoss(Features).Call(t[0], y), x) < 1e-7);
        Assert.Throws<TensorException>(() => new PerceptualLoss(Features, [1]).Call(x, y));
    }
}
