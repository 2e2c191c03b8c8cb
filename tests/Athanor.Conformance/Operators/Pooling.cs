using static Athanor.Conformance.Operators.Convolutions;

namespace Athanor.Conformance.Operators;

/// <summary>Windows reduced to one number each.</summary>
internal static class Pooling
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        Averages(table);
        Maxima(table);
        Adaptive(table);
    }

    private static void Averages(OperatorTable table)
    {
        table.Add(F + "avg_pool1d", a => a.X.AvgPool1d(
            Sizes(a, 1, "kernel_size"), Sizes(a, 2, "stride"), Sizes(a, 3, "padding"), a.Bool(4, "ceil_mode"), a.Bool(5, "count_include_pad", true)));
        table.Add(F + "avg_pool2d", a => a.X.AvgPool2d(
            Sizes(a, 1, "kernel_size"), Sizes(a, 2, "stride"), Sizes(a, 3, "padding"), a.Bool(4, "ceil_mode"), a.Bool(5, "count_include_pad", true), Divisor(a)));
        table.Add(F + "avg_pool3d", a => a.X.AvgPool3d(
            Sizes(a, 1, "kernel_size"), Sizes(a, 2, "stride"), Sizes(a, 3, "padding"), a.Bool(4, "ceil_mode"), a.Bool(5, "count_include_pad", true), Divisor(a)));
    }

    private static void Maxima(OperatorTable table)
    {
        table.Add(F + "max_pool1d", a => WithIndices(a, 6) ? a.X.MaxPool1dWithIndices(Kernel(a), Stride(a), Padding(a), Dilation(a), Ceil(a)) : a.X.MaxPool1d(Kernel(a), Stride(a), Padding(a), Dilation(a), Ceil(a)));
        table.Add(F + "max_pool2d", a => WithIndices(a, 6) ? a.X.MaxPool2dWithIndices(Kernel(a), Stride(a), Padding(a), Dilation(a), Ceil(a)) : a.X.MaxPool2d(Kernel(a), Stride(a), Padding(a), Dilation(a), Ceil(a)));
        table.Add(F + "max_pool3d", a => WithIndices(a, 6) ? a.X.MaxPool3dWithIndices(Kernel(a), Stride(a), Padding(a), Dilation(a), Ceil(a)) : a.X.MaxPool3d(Kernel(a), Stride(a), Padding(a), Dilation(a), Ceil(a)));
        table.Add(F + "max_unpool1d", a => a.X.MaxUnpool1d(a.T(1, "indices"), Sizes(a, 2, "kernel_size"), Sizes(a, 3, "stride"), Sizes(a, 4, "padding"), Unpooled(a, 1)));
        table.Add(F + "max_unpool2d", a => a.X.MaxUnpool2d(a.T(1, "indices"), Sizes(a, 2, "kernel_size"), Sizes(a, 3, "stride"), Sizes(a, 4, "padding"), Unpooled(a, 2)));
        table.Add(F + "max_unpool3d", a => a.X.MaxUnpool3d(a.T(1, "indices"), Sizes(a, 2, "kernel_size"), Sizes(a, 3, "stride"), Sizes(a, 4, "padding"), Unpooled(a, 3)));
    }

    private static void Adaptive(OperatorTable table)
    {
        table.Add(F + "adaptive_avg_pool1d", a => a.X.AdaptiveAvgPool1d(Target(a, 1)));
        table.Add(F + "adaptive_avg_pool2d", a => a.X.AdaptiveAvgPool2d(Target(a, 2)));
        table.Add(F + "adaptive_avg_pool3d", a => a.X.AdaptiveAvgPool3d(Target(a, 3)));
        table.Add(F + "adaptive_max_pool1d", a => WithIndices(a, 2) ? a.X.AdaptiveMaxPool1dWithIndices(Target(a, 1)) : a.X.AdaptiveMaxPool1d(Target(a, 1)));
        table.Add(F + "adaptive_max_pool2d", a => WithIndices(a, 2) ? a.X.AdaptiveMaxPool2dWithIndices(Target(a, 2)) : a.X.AdaptiveMaxPool2d(Target(a, 2)));
        table.Add(F + "adaptive_max_pool3d", a => WithIndices(a, 2) ? a.X.AdaptiveMaxPool3dWithIndices(Target(a, 3)) : a.X.AdaptiveMaxPool3d(Target(a, 3)));
    }

    private static int Divisor(Args a) => a.Int(6, "divisor_override", 0);

    private static Spatial Kernel(Args a) => Sizes(a, 1, "kernel_size");

    private static Spatial Stride(Args a) => Sizes(a, 2, "stride");

    private static Spatial Padding(Args a) => Sizes(a, 3, "padding");

    private static Spatial Dilation(Args a) => Sizes(a, 4, "dilation");

    private static bool Ceil(Args a) => a.Bool(5, "ceil_mode");

    private static bool WithIndices(Args a, int position) => a.Bool(position, "return_indices");

    // PyTorch takes the size of the result whole, or of its spatial dimensions only.
    private static Spatial Unpooled(Args a, int rank) => a.Ints(5, "output_size") is { } size ? new Spatial(size[^rank..]) : default;

    // None in a target size keeps the input's.
    private static Spatial Target(Args a, int rank)
    {
        object?[] sizes = a.Get(1, "output_size") is object?[] list ? list : [.. Enumerable.Repeat(a.Get(1, "output_size"), rank)];
        Shape shape = a.X.Shape;
        return new Spatial([.. sizes.Select((size, i) => size is null ? shape[shape.Rank - rank + i] : Convert.ToInt32(size))]);
    }
}
