using Athanor.TestKit;

namespace Athanor.Tests.Ops.Views;

/// <summary>Views beside index arithmetic, on any layout beneath, with their derivatives.</summary>
public sealed class ViewTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> _views = new()
    {
        ["reshape"] = x => x.Reshape(6, -1),
        ["reshape to one"] = x => x.Reshape(-1),
        ["reshape apart"] = x => x.Reshape(3, 2, 2, 5),
        ["transpose"] = x => x.Transpose(0, 2),
        ["permute"] = x => x.Permute(2, 0, 1),
        ["movedim"] = x => x.MoveDim(0, -1),
        ["T"] = x => x.T,
        ["MT"] = x => x.MT,
        ["expand"] = x => x.Unsqueeze(1).Expand(3, 2, 4, 5),
        ["expand in front"] = x => x.Expand(2, 3, 4, 5),
        ["unsqueeze"] = x => x.Unsqueeze(-1),
        ["squeeze"] = x => x.Narrow(1, 2, 1).Squeeze(),
        ["flatten"] = x => x.Flatten(1),
        ["unflatten"] = x => x.Unflatten(1, 2, -1),
        ["narrow"] = x => x.Narrow(2, -3, 2),
        ["slice"] = x => x.SliceDim(2, 1, null, 2),
        ["slice out of range"] = x => x.SliceDim(1, -10, 10, 3),
        ["select"] = x => x.Select(1, -1),
        ["flip"] = x => x.Flip(0, 2),
        ["diagonal"] = x => x.Diagonal(),
        ["diagonal below"] = x => x.Diagonal(-1, 1, 2),
        ["diagonal far"] = x => x.Diagonal(2, 2, 0),
        ["unfold"] = x => x.Unfold(2, 3, 1),
        ["unfold apart"] = x => x.Unfold(1, 2, 2),
    };

    public static TheoryData<string> Names() => [.. _views.Keys];

    private static Tensor Numbers() => Tensor.From([.. Enumerable.Range(0, 60).Select(i => i + 0.5)], 3, 4, 5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Layouts_beneath_do_not_matter_and_elements_stay_what_they_are(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Func<Tensor, Tensor> view = _views[name];
        double[] expected = view(Numbers()).ToDoubles();
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32, DType.BFloat16, DType.Int64, DType.UInt8])
            foreach ((string layout, Tensor x) in Layouts.Of(Numbers().To(dtype)))
            {
                double[] actual = view(x).ToDoubles();
                for (int i = 0; i < actual.Length; i++)
                    Assert.True(actual[i] == (dtype.IsFloating() ? expected[i] : Math.Truncate(expected[i])), $"{name}, {layout}, {dtype.Name()}, {i}: {actual[i]}");
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_differences(string name)
    {
        Assert.InRange(FiniteDifference.OfGradient(t => _views[name](t[0]), Numbers()), 0, 1e-6);
        Assert.InRange(FiniteDifference.OfSecondGradient(t => _views[name](t[0]).Square(), Numbers()), 0, 1e-5);
    }

    [Fact]
    public void Elements_are_where_the_index_says()
    {
        double[] x = Numbers().ToDoubles();
        Assert.Equal(
            from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 4) select x[j * 20 + k * 5 + i],
            Numbers().Permute(2, 0, 1).ToDoubles());
        Assert.Equal(x.Reverse(), Numbers().Flip(0, 1, 2).ToDoubles());
        Assert.Equal([x[0], x[6], x[12]], Numbers().Select(0, 0).Diagonal().ToDoubles()[..3]);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => x[i * 5 + 2]), Numbers().Select(2, 2).ToDoubles());
        Assert.Equal([x[1], x[3]], Numbers().SliceDim(2, 1, null, 2).ToDoubles()[..2]);
        Assert.Equal([0.0, 1, 2, 1, 2, 3], Tensor.Arange(4).To(DType.Float64).Unfold(0, 3, 1).ToDoubles());
    }

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        Tensor x = Tensor.Zeros(2, 3);
        x.Reshape(6).Narrow(0, 1, 2).FillInPlace(5);
        Assert.Equal([0f, 5, 5, 0, 0, 0], x.ToArray<float>());
        x.MT.Reshape(6).FillInPlace(1);
        Assert.Equal([0f, 5, 5, 0, 0, 0], x.ToArray<float>());
        x.Flip(1).Select(0, 1).CopyFrom(Tensor.From([1f, 2, 3]));
        Assert.Equal([0f, 5, 5, 3, 2, 1], x.ToArray<float>());
    }

    [Fact]
    public void Scalars_and_empty_tensors_have_views()
    {
        Tensor scalar = Tensor.Scalar(2.0);
        Assert.Equal(new Shape(1), scalar.Flatten().Shape);
        Assert.Equal(new Shape(1, 1), scalar.Reshape(1, 1).Shape);
        Assert.Equal([], scalar.Squeeze().Shape);
        Assert.Equal([], scalar.Transpose(0, -1).Shape);
        Assert.Equal(new Shape(0, 4), Tensor.Zeros(4, 0).Transpose(0, 1).Shape);
        Assert.Equal(new Shape(0, 7), Tensor.Zeros(0, 2).Reshape(0, 7).Shape);
        Assert.Equal(new Shape(0), Tensor.Zeros(0, 2).Reshape(-1).Shape);
        Assert.Equal(new Shape(3, 0), Tensor.Zeros(3, 2).Narrow(1, 2, 0).Shape);
        Assert.Equal(new Shape(0), Tensor.Zeros(2, 3).Diagonal(5).Shape);
    }

    [Fact]
    public void Errors_say_what_was_expected()
    {
        Tensor x = Tensor.Zeros(2, 3);
        Assert.Contains("6 elements", Assert.Throws<TensorException>(() => x.Reshape(4, 2)).Message);
        Assert.Contains("6 elements", Assert.Throws<TensorException>(() => x.Reshape(-1, 4)).Message);
        Assert.Throws<TensorException>(() => x.Reshape(-1, -1));
        Assert.Throws<TensorException>(() => Tensor.Zeros(0).Reshape(-1, 0));
        Assert.Throws<TensorException>(() => x.MT.ViewAs(6));
        Assert.Contains("between -2 and 1", Assert.Throws<TensorException>(() => x.Transpose(0, 2)).Message);
        Assert.Throws<TensorException>(() => x.Permute(0));
        Assert.Throws<TensorException>(() => x.Permute(0, 0));
        Assert.Throws<TensorException>(() => x.Expand(2, 4));
        Assert.Throws<TensorException>(() => x.Expand(3));
        Assert.Contains("out of range", Assert.Throws<TensorException>(() => x.Select(1, 3)).Message);
        Assert.Throws<TensorException>(() => x.Narrow(1, 2, 2));
        Assert.Throws<TensorException>(() => x.Unfold(1, 4, 1));
        Assert.Throws<TensorException>(() => Tensor.Zeros(3).MT);
    }

    [Fact]
    public void Many_dimensions_are_walked()
    {
        var shape = new int[20];
        Array.Fill(shape, 1);
        for (int i = 0; i < 10; i++)
            shape[2 * i] = 2;
        Tensor x = Tensor.Arange(1024).To(DType.Float64).Reshape(shape);
        Assert.Equal(x.ToDoubles().Sum(), (x.T + x.T).Sum().Item() / 2);
        Tensor deep = Tensor.Arange(1 << 17).Reshape([.. Enumerable.Repeat(2, 17)]);
        Assert.Contains("at most 16", Assert.Throws<TensorException>(() => deep.T.Clone()).Message);
        Assert.Equal((1L << 17) * ((1L << 17) - 1) / 2, deep.Transpose(3, 9).Clone().Sum().ItemInt64());
    }
}
