using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    private Tensor MaxPooled(int rank, Spatial kernel, Spatial stride, Spatial padding, Spatial dilation, bool ceilMode)
    {
        string op = $"max_pool{rank}d";
        return LargestOf(op, rank, PoolGeometry.Fixed(op, rank, kernel, stride, padding, dilation, ceilMode));
    }

    private (Tensor Values, Tensor Indices) MaxPooledWithIndices(int rank, Spatial kernel, Spatial stride, Spatial padding, Spatial dilation, bool ceilMode)
    {
        string op = $"max_pool{rank}d";
        return LargestOfWithIndices(op, rank, PoolGeometry.Fixed(op, rank, kernel, stride, padding, dilation, ceilMode));
    }

    private Tensor AdaptiveMaxPooled(int rank, Spatial outputSize)
    {
        string op = $"adaptive_max_pool{rank}d";
        return LargestOf(op, rank, PoolGeometry.Dividing(op, rank, outputSize, Batched(op, rank, out _).Shape));
    }

    private (Tensor Values, Tensor Indices) AdaptiveMaxPooledWithIndices(int rank, Spatial outputSize)
    {
        string op = $"adaptive_max_pool{rank}d";
        return LargestOfWithIndices(op, rank, PoolGeometry.Dividing(op, rank, outputSize, Batched(op, rank, out _).Shape));
    }

    /// <summary>Where no gradient will be asked for, nobody needs to know where the largest were.</summary>
    private Tensor LargestOf(string op, int rank, PoolGeometry geometry)
    {
        Tensor x = Batched(op, rank, out bool single);
        Tensor y = GradMode.Enabled && x.RequiresGrad ? ApplyMany(new MaxPool(geometry, true), x)[0] : Apply(new MaxPool(geometry, false), x);
        return single ? y.Squeeze(0) : y;
    }

    private (Tensor Values, Tensor Indices) LargestOfWithIndices(string op, int rank, PoolGeometry geometry)
    {
        Tensor[] y = ApplyMany(new MaxPool(geometry, true), Batched(op, rank, out bool single));
        return single ? (y[0].Squeeze(0), y[1].Squeeze(0)) : (y[0], y[1]);
    }

    private Tensor AvgPooled(int rank, Spatial kernel, Spatial stride, Spatial padding, bool ceilMode, bool countIncludePad, int divisorOverride)
    {
        string op = $"avg_pool{rank}d";
        Tensor x = Batched(op, rank, out bool single);
        Tensor y = Apply(new AvgPool(PoolGeometry.Fixed(op, rank, kernel, stride, padding, 1, ceilMode), countIncludePad, divisorOverride), x);
        return single ? y.Squeeze(0) : y;
    }

    private Tensor AdaptiveAvgPooled(int rank, Spatial outputSize)
    {
        string op = $"adaptive_avg_pool{rank}d";
        Tensor x = Batched(op, rank, out bool single);
        Tensor y = Apply(new AvgPool(PoolGeometry.Dividing(op, rank, outputSize, x.Shape), false, 0), x);
        return single ? y.Squeeze(0) : y;
    }

    /// <summary>As PyTorch, the sum is of xᵖ with its sign and the root of its magnitude; negative sums give 0.</summary>
    private Tensor LpPooled(int rank, double p, Spatial kernel, Spatial stride, bool ceilMode)
    {
        Spatial size = kernel.For(rank, 1, $"lp_pool{rank}d", "kernel size", 1);
        double count = 1;
        foreach (int k in size)
            count *= k;
        Tensor sum = Pow(p).AvgPooled(rank, size, stride, default, ceilMode, true, 0);
        return ((sum.Sign() * sum.Abs().Relu()).Relu() * count).Pow(1 / p);
    }

    private Tensor MaxUnpooled(int rank, Tensor indices, Spatial kernel, Spatial stride, Spatial padding, Spatial outputSize)
    {
        string op = $"max_unpool{rank}d";
        if (indices.Shape != Shape || indices.DType != DType.Int64)
            throw new TensorException(op, $"indices must be int64 of the input's shape {Shape}, got {indices.Spec}");
        Tensor x = Batched(op, rank, out bool single), places = single ? indices.Unsqueeze(0) : indices;
        PoolGeometry geometry = PoolGeometry.Fixed(op, rank, kernel, stride, padding, 1, false);
        int[] dims = x.Shape.ToArray();
        for (int i = 0; i < rank; i++)
            dims[i + 2] = outputSize.Count > 0 ? outputSize.For(rank, 0, op, "output size", 1)[i]
                : (dims[i + 2] - 1) * geometry.Stride[i] - 2 * geometry.Padding[i] + geometry.Kernel[i];
        Tensor y = Apply(new PlaneScatter(new Shape(dims), rank, false), x, places);
        return single ? y.Squeeze(0) : y;
    }
}
