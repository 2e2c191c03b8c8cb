using Athanor.Autograd;
using Athanor.TestKit;

namespace Athanor.Tests.Ops.Loss;

/// <summary>Connectionist temporal classification against the sum over all paths.</summary>
public sealed class CtcTests
{
    private static readonly long[][] _targets = [[1, 2], [2, 2], [1], [], [1, 2, 1], [1, 1, 1]];
    private static readonly long[] _times = [5, 4, 1, 3, 5, 4];

    private static Tensor LogProbs(int time = 5, int batch = 6, int classes = 3) =>
        Tensor.From(Golden.Symmetric("ctc", time * batch * classes), [time, batch, classes]).LogSoftmax(-1);

    private static Tensor Padded => Tensor.From([.. _targets.SelectMany(t => t.Concat(Enumerable.Repeat(99L, 3 - t.Length)))], [6, 3]);

    private static Tensor Joined => Tensor.From([.. _targets.SelectMany(t => t)], [11]);

    private static Tensor Times => Tensor.From(_times, 6);

    private static Tensor Lengths => Tensor.From([.. _targets.Select(t => (long)t.Length)], [6]);

    /// <summary>−ln Σ over every path whose reading is the target.</summary>
    private static double Enumerated(Tensor logProbs, int n, long[] target, long time, int blank)
    {
        double[] x = logProbs.ToDoubles();
        int batch = logProbs.Shape[1], classes = logProbs.Shape[2];
        double sum = 0;
        for (long path = 0; path < Math.Pow(classes, time); path++)
        {
            var read = new List<long>();
            double log = 0;
            long rest = path, last = -1;
            for (int t = 0; t < time; t++, rest /= classes)
            {
                long c = rest % classes;
                log += x[(t * batch + n) * classes + c];
                if (c != last && c != blank)
                    read.Add(c);
                last = c;
            }
            if (read.SequenceEqual(target))
                sum += Math.Exp(log);
        }
        return -Math.Log(sum);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sums_all_paths(bool padded)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = LogProbs();
        double[] losses = x.CtcLoss(padded ? Padded : Joined, Times, Lengths, reduction: Reduction.None).ToDoubles();
        for (int n = 0; n < 6; n++)
            Assert.Equal(Enumerated(x, n, _targets[n], _times[n], 0), losses[n], 1e-12);
        Assert.Equal(double.PositiveInfinity, losses[5]);
        double[] wide = x.To(DType.Float32).CtcLoss(padded ? Padded : Joined, Times, Lengths, zeroInfinity: true, reduction: Reduction.None).ToDoubles();
        for (int n = 0; n < 6; n++)
            Assert.Equal(n == 5 ? 0 : losses[n], wide[n], 1e-5);
    }

    [Fact]
    public void Another_class_can_be_the_blank()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = LogProbs(4, 1);
        Tensor one = x.CtcLoss(Tensor.From([0L, 1], 1, 2), Tensor.From([4L]), Tensor.From([2L]), blank: 2, reduction: Reduction.Sum);
        Assert.Equal(Enumerated(x, 0, [0, 1], 4, 2), one.Item(), 1e-12);
        Tensor single = x.Squeeze(1).CtcLoss(Tensor.From([0L, 1]), Tensor.Scalar(4, DType.Int64), Tensor.Scalar(2, DType.Int64), blank: 2);
        Assert.Equal(Shape.Scalar, single.Shape);
        Assert.Equal(one.Item() / 2, single.Item(), 1e-12);
    }

    [Fact]
    public void The_mean_divides_by_the_targets_lengths()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = LogProbs();
        double[] each = x.CtcLoss(Padded, Times, Lengths, zeroInfinity: true, reduction: Reduction.None).ToDoubles();
        double mean = each.Select((l, n) => l / Math.Max(1, _targets[n].Length)).Average();
        Assert.Equal(mean, x.CtcLoss(Padded, Times, Lengths, zeroInfinity: true).Item(), 1e-12);
        Assert.Equal(each.Sum(), x.CtcLoss(Padded, Times, Lengths, zeroInfinity: true, reduction: Reduction.Sum).Item(), 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gradient_agrees_with_differences(bool padded)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor targets = padded ? Padded : Joined, times = Times, lengths = Lengths;
        double off = FiniteDifference.OfGradient(t => t[0].CtcLoss(targets, times, lengths, zeroInfinity: true, reduction: Reduction.None), LogProbs());
        Assert.True(off < 1e-7, $"{off}");
    }

    [Fact]
    public void What_is_impossible_has_no_number_for_a_gradient_unless_it_counts_as_zero()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = LogProbs().Detach().Clone();
        x.RequiresGrad = true;
        x.CtcLoss(Padded, Times, Lengths).Backward();
        Assert.True(double.IsNaN(x.Grad!.Select(1, 5).Select(0, 0).ToDoubles()[0]));
        Assert.All(x.Grad!.Select(1, 0).ToDoubles(), g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void The_second_derivative_is_refused()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = LogProbs().Detach().Clone();
        x.RequiresGrad = true;
        Tensor slope = Gradients.Of(x.CtcLoss(Padded, Times, Lengths, zeroInfinity: true), x, createGraph: true);
        TensorException e = Assert.Throws<TensorException>(() => slope.Square().Sum().Backward());
        Assert.Contains("second derivative", e.Message);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor x = LogProbs(4, 1), four = Tensor.From([4L]), two = Tensor.From([2L]);
        Assert.Contains("input lengths", Assert.Throws<TensorException>(() => x.CtcLoss(Tensor.From([1L, 1], 1, 2), Tensor.From([5L]), two)).Message);
        Assert.Contains("target lengths", Assert.Throws<TensorException>(() => x.CtcLoss(Tensor.From([1L], 1, 1), four, two)).Message);
        Assert.Contains("blank", Assert.Throws<TensorException>(() => x.CtcLoss(Tensor.From([1L, 0], 1, 2), four, two)).Message);
        Assert.Contains("blank", Assert.Throws<TensorException>(() => x.CtcLoss(Tensor.From([1L, 1], 1, 2), four, two, blank: 3)).Message);
    }
}
