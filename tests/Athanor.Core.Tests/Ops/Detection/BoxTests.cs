using Athanor.TestKit;

namespace Athanor.Tests.Ops.Detection;

public sealed class BoxTests
{
    private static Tensor Boxes(string name, int count)
    {
        Tensor corners = Tensor.From(Golden.Uniform(name, count * 4), [count, 4]);
        return Tensor.Cat([corners.SliceDim(1, 0, 2), corners.SliceDim(1, 0, 2) + corners.SliceDim(1, 2) * 0.5 + 0.1], 1);
    }

    private static double Iou(double[] a, double[] b)
    {
        double w = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0])), h = Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h);
    }

    [Fact]
    public void Overlaps_agree_with_a_loop()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor a = Boxes("a", 5), b = Boxes("b", 4);
        double[][] rows = [.. a.ToDoubles().Chunk(4)], columns = [.. b.ToDoubles().Chunk(4)];
        double[] iou = a.BoxIou(b).ToDoubles();
        for (int i = 0; i < 20; i++)
            Assert.Equal(Iou(rows[i / 4], columns[i % 4]), iou[i], 1e-14);
        Tensor apart = Tensor.From([0.0, 0, 1, 1], 1, 4).GeneralizedBoxIou(Tensor.From([2.0, 0, 3, 1], 1, 4));
        Assert.Equal(-1.0 / 3, apart.Item(), 1e-15);
        Assert.True(FiniteDifference.OfGradient(t => t[0].GeneralizedBoxIou(t[1]), a, b) < 1e-7);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Suppression_agrees_with_a_loop(double threshold)
    {
        using TensorScope scope = TensorScope.Begin("test");
        const int n = 40;
        Tensor boxes = Boxes("nms", n), scores = Tensor.From(Golden.Uniform("scores", n), [n]);
        long[] classes = Golden.Tokens("classes", 3, n);
        double[][] rows = [.. boxes.ToDoubles().Chunk(4)];
        Assert.Equal(Kept(_ => 0), boxes.NonMaximumSuppression(scores, threshold).ToArray<long>());
        Assert.Equal(Kept(i => classes[i]), boxes.BatchedNms(scores, Tensor.From(classes, n), threshold).ToArray<long>());

        long[] Kept(Func<long, long> classOf)
        {
            double[] score = scores.ToDoubles();
            var kept = new List<long>();
            foreach (int i in Enumerable.Range(0, n).OrderByDescending(i => score[i]))
                if (kept.TrueForAll(k => classOf(k) != classOf(i) || Iou(rows[k], rows[i]) <= threshold))
                    kept.Add(i);
            return [.. kept];
        }
    }

    [Fact]
    public void No_boxes_leave_none()
    {
        using TensorScope scope = TensorScope.Begin("test");
        Assert.Equal(0, Tensor.Zeros(0, 4).NonMaximumSuppression(Tensor.Zeros(0), 0.5).Count);
        Assert.Throws<TensorException>(() => Tensor.Zeros(2, 4).NonMaximumSuppression(Tensor.Zeros(3), 0.5));
        Assert.Throws<TensorException>(() => Tensor.Zeros(2, 5).BoxArea());
    }
}
