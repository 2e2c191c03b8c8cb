using Athanor.Autograd;

namespace Athanor.Tests.Ops.Index;

/// <summary>Reading and writing through brackets, held to plain loops.</summary>
public sealed class IndexerTests
{
    private static Tensor Counted(params int[] shape) => Tensor.Arange(new Shape(shape).Count).To(DType.Float32).Reshape(shape);

    [Fact]
    public void Basic_indices_are_views()
    {
        Tensor x = Counted(3, 4, 5);
        Assert.Equal([27f, 28f], x[1, 1, 2..4].ToArray<float>());
        Assert.Equal([59f], x[^1, ^1, ^1].Reshape(1).ToArray<float>());
        Assert.Equal([3, 1, 4, 2], x[.., TensorIndex.NewAxis, .., TensorIndex.Slice(step: 3)].Shape);
        Assert.Equal([3, 4], x[TensorIndex.Ellipsis, 0].Shape);
        Assert.Equal([0, 4, 5], x[3..].Shape);
        Assert.Throws<TensorException>(() => x[3]);
        Assert.Throws<TensorException>(() => x[0, 0, 0, 0]);
    }

    [Fact]
    public void Dimensions_of_index_tensors_stand_where_they_stood_or_first()
    {
        Tensor x = Counted(2, 3, 4, 5), rows = Tensor.From(new long[] { 0, 2, -1 }), columns = Tensor.From(new long[] { 1, 3, 0 });
        Tensor together = x[.., rows, columns], apart = x[.., rows, .., columns];
        Assert.Equal([2, 3, 5], together.Shape);
        Assert.Equal([3, 2, 4], apart.Shape);
        Assert.Equal(x[1, 2, 3].ToArray<float>(), together[1, 1].ToArray<float>());
        Assert.Equal(x[1, 2, .., 0].ToArray<float>(), apart[2, 1].ToArray<float>());
        Assert.Equal([3, 3, 5], x[0, rows.Unsqueeze(1), columns].Shape);
        Assert.Throws<TensorException>(() => x[.., Tensor.From(new long[] { 3 })]);
    }

    [Fact]
    public void Masks_choose_in_order()
    {
        Tensor x = Counted(2, 3);
        Assert.Equal([4f, 5f], x[x > 3].ToArray<float>());
        Assert.Equal([3f, 4f, 5f], x[Tensor.From(new[] { false, true })].ToArray<float>());
        Assert.Equal([2f, 5f], x[.., Tensor.From(new[] { false, false, true })].ToArray<float>());
    }

    [Fact]
    public void Setting_writes_in_place_through_any_view()
    {
        Tensor x = Counted(3, 4);
        x[1, 1..3] = Tensor.Scalar(-1);
        x[.., Tensor.From(new long[] { 0, 3 })] = Tensor.From(new float[] { 7, 8 });
        x.T[Tensor.From(new long[] { 1 }), Tensor.From(new long[] { 2 })] = Tensor.Scalar(9);
        Assert.Equal([7f, 1, 2, 8, 7, -1, -1, 8, 7, 9, 10, 8], x.ToArray<float>());
        x[x < 0] = Tensor.Scalar(0);
        Assert.Equal(0, x[1, 1].Item());
    }

    [Fact]
    public void A_graph_is_never_cut_by_writing()
    {
        Tensor x = Counted(3), y = Counted(3);
        y.RequiresGrad = true;
        Assert.Throws<TensorException>(() => x[0] = y[1]);
        Assert.Throws<TensorException>(() => y[0] = x[1]);
        using (GradMode.NoGrad())
            y[0] = x[1];
        Assert.Equal(1, y[0].Item());
    }

    [Theory]
    [InlineData(DType.BFloat16)]
    [InlineData(DType.Float16)]
    [InlineData(DType.UInt8)]
    [InlineData(DType.Int32)]
    [InlineData(DType.Bool)]
    public void Scattering_takes_every_type(DType type)
    {
        Tensor x = Tensor.Zeros([4], DType.Float32).To(type), ones = Tensor.Ones([3], DType.Float32).To(type), index = Tensor.From(new long[] { 1, 1, 3 });
        float[] sums = x.ScatterAdd(0, index, ones).To(DType.Float32).ToArray<float>();
        Assert.Equal(type == DType.Bool ? [0, 1, 0, 1] : [0f, 2, 0, 1], sums);
        Assert.Equal(sums, x.IndexAdd(0, index, ones).To(DType.Float32).ToArray<float>());
        Assert.Equal([0f, 1, 0, 1], x.Scatter(0, index, ones).To(DType.Float32).ToArray<float>());
    }
}
