namespace Athanor.Tests.Ops.Sort;

/// <summary>Order, held to that of arrays.</summary>
public sealed class SortTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(1000)]
    public void Sorts_stably_with_NaN_last(int count)
    {
        float[] values = Tensor.RandInt(-20, 20, [count], DType.Float32, new RandomSource(3)).ToArray<float>();
        values[count / 2] = float.NaN;
        values[0] = -0f;
        int[] expected = [.. Enumerable.Range(0, count).OrderBy(i => float.IsNaN(values[i]) ? 1 : 0).ThenBy(i => values[i] + 0f)];
        (Tensor sorted, Tensor indices) = Tensor.From(values).Sort();
        Assert.Equal(expected.Select(i => (long)i), indices.ToArray<long>());
        Assert.Equal(expected.Select(i => values[i]), sorted.ToArray<float>());
        (Tensor top, _) = Tensor.From(values).TopK(5, largest: false);
        Assert.Equal(expected.Take(5).Select(i => values[i]), top.ToArray<float>());
        Assert.True(float.IsNaN(Tensor.From(values).TopK(1).Values.ToArray<float>()[0]));
    }

    [Fact]
    public void Sorts_every_dimension()
    {
        Tensor x = Tensor.From(new long[] { 3, 1, 2, 0, 5, 4 }, 3, 2);
        Assert.Equal([2L, 0, 3, 1, 5, 4], x.Sort(0).Values.ToArray<long>());
        Assert.Equal([3L, 1, 2, 0, 5, 4], x.Sort(1, descending: true).Values.ToArray<long>());
    }

    [Fact]
    public void Unique_slices_are_in_the_order_of_words()
    {
        UniqueResult rows = Tensor.From(new long[] { 2, 1, 1, 9, 2, 1 }, 3, 2).Unique(0);
        Assert.Equal([1L, 9, 2, 1], rows.Values.ToArray<long>());
        Assert.Equal([1L, 0, 1], rows.Inverse.ToArray<long>());
        Assert.Equal([1L, 2], rows.Counts.ToArray<long>());
        Assert.Empty(Tensor.Zeros(0).Unique().Values.ToArray<float>());
    }

    [Fact]
    public void The_median_is_the_lower_one_and_NaN_if_any_is()
    {
        Assert.Equal(2, Tensor.From(new[] { 4f, 2, 1, 3 }).Median().Item());
        Assert.True(double.IsNaN(Tensor.From(new[] { 4f, float.NaN, 1 }).Median().Item()));
        Assert.Equal(1, Tensor.From(new[] { 4f, float.NaN, 1 }).NanMedian().Item());
        Slopes.Check(x => x.Sort(0).Values.Square(), [0.3, -1, 2, 0.1], 4);
    }
}
