namespace Athanor.Tests.Ops.Product;

/// <summary>Einstein sums against loops and against what they stand for.</summary>
public sealed class EinsumTests
{
    private static Tensor Some(params int[] shape) => Tensor.RandN(new Shape(shape), DType.Float64, new RandomSource(1));

    [Fact]
    public void Letters_name_what_is_multiplied_and_kept()
    {
        Tensor a = Some(2, 3, 4), b = Some(2, 4, 5), m = Some(4, 4);
        Assert.True(Tensor.Einsum("bij,bjk->bik", a, b).AllClose(a.MatMul(b)));
        Assert.True(Tensor.Einsum("...ij,...jk", a, b).AllClose(a.MatMul(b)));
        Assert.True(Tensor.Einsum("ii->i", m).Equal(m.Diagonal()));
        Assert.True(Tensor.Einsum("ii", m).AllClose(m.Trace()));
        Assert.True(Tensor.Einsum("ba", m).Equal(m.T));
        Assert.True(Tensor.Einsum("bij,jj,bjk->ki", a, m, b).AllClose((a * m.Diagonal()).MatMul(b).Sum(0).T));
        Assert.True(Tensor.Einsum("ij,kj->ik", Some(2, 1), m).AllClose(Some(2, 1) * m.Sum(1)));
        Assert.Throws<TensorException>(() => Tensor.Einsum("ij,jk->ik", a, m));
        Assert.Throws<TensorException>(() => Tensor.Einsum("ij->k", m));
    }

    [Fact]
    public void Gradients_pass_through_products()
    {
        Tensor b = Some(3, 2);
        Slopes.Check(x => Tensor.Einsum("ij,ij,jk->k", x, x, b), [1, 2, -1, 0.5, 3, 0.2], 2, 3);
        Slopes.Check(x => x.AsStrided([2, 3], [1, 1]).Square(), [1, 2, -1, 0.5], 4);
        Slopes.Check(x => x.ScatterReduce(0, Tensor.From(new long[] { 0, 0, 1, 1 }), x * 2, ScatterMode.Product), [1.5, 2, -1, 0.5], 4);
        Slopes.Check(x => x[Tensor.From(new long[] { 0, 0, 2 })].Square(), [1.5, 2, -1, 0.5], 4);
    }
}
