namespace Athanor.Conformance.Operators;

/// <summary>Convolutions, pools, padding and patches.</summary>
internal static class Convolutions
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        for (int r = 1; r <= 3; r++)
        {
            int rank = r;
            table.Add($"{F}conv{rank}d", Conv);
            table.Add($"{F}conv_transpose{rank}d", a => a.X.ConvTranspose(
                a.T(1, "weight"), a.TOr(2, "bias"), a.Spatial(3, "stride"), a.Spatial(4, "padding"), a.Spatial(5, "output_padding"), a.Int(6, "groups", 1), a.Spatial(7, "dilation")));
            table.Add($"{F}max_pool{rank}d", a => MaxPool(a, rank));
            table.Add($"{F}adaptive_avg_pool{rank}d", a => rank switch
            {
                1 => a.X.AdaptiveAvgPool1d(a.Spatial(1, "output_size")),
                2 => a.X.AdaptiveAvgPool2d(a.Spatial(1, "output_size")),
                _ => a.X.AdaptiveAvgPool3d(a.Spatial(1, "output_size")),
            });
            table.Add($"{F}adaptive_max_pool{rank}d", a => AdaptiveMaxPool(a, rank));
            table.Add($"{F}avg_pool{rank}d", a => AvgPool(a, rank));
            table.Add($"{F}max_unpool{rank}d", a => MaxUnpool(a, rank));
        }
        table.Add($"{F}pad", a => a.X.Pad(a.Ints(1, "pad")!, Mode(a.Text(2, "mode", "constant")), a.Number(3, "value", 0)));
        table.Add("constant_pad_nd", a => a.X.Pad(a.Ints(1, "pad")!, PadMode.Constant, a.Number(2, "value", 0)));
        table.Add($"{F}unfold", a => a.X.Unfold2d(a.Spatial(1, "kernel_size"), a.Spatial(2, "dilation"), a.Spatial(3, "padding"), a.Spatial(4, "stride")));
    }

    private static object Conv(Args a)
    {
        Tensor weight = a.T(1, "weight");
        Tensor? bias = a.TOr(2, "bias");
        if (a.Raw(4, "padding") is not string text)
            return a.X.Conv(weight, bias, a.Spatial(3, "stride"), a.Spatial(4, "padding"), a.Spatial(5, "dilation"), a.Int(6, "groups", 1));
        a.Ignore(4, "padding");
        if (text == "valid")
            return a.X.Conv(weight, bias, a.Spatial(3, "stride"), 0, a.Spatial(5, "dilation"), a.Int(6, "groups", 1));
        a.Ignore(3, "stride");
        return a.X.ConvSame(weight, bias, a.Spatial(5, "dilation"), a.Int(6, "groups", 1));
    }

    private static object MaxPool(Args a, int rank)
    {
        (Spatial kernel, Spatial stride, Spatial padding, Spatial dilation) = (a.Spatial(1, "kernel_size"), a.Spatial(2, "stride"), a.Spatial(3, "padding"), a.Spatial(4, "dilation"));
        bool ceil = a.Bool(5, "ceil_mode");
        if (a.Bool(6, "return_indices"))
            return rank switch
            {
                1 => a.X.MaxPool1dWithIndices(kernel, stride, padding, dilation, ceil),
                2 => a.X.MaxPool2dWithIndices(kernel, stride, padding, dilation, ceil),
                _ => a.X.MaxPool3dWithIndices(kernel, stride, padding, dilation, ceil),
            };
        return rank switch
        {
            1 => a.X.MaxPool1d(kernel, stride, padding, dilation, ceil),
            2 => a.X.MaxPool2d(kernel, stride, padding, dilation, ceil),
            _ => a.X.MaxPool3d(kernel, stride, padding, dilation, ceil),
        };
    }

    private static object AdaptiveMaxPool(Args a, int rank)
    {
        Spatial size = a.Spatial(1, "output_size");
        if (a.Bool(2, "return_indices"))
            return rank switch
            {
                1 => a.X.AdaptiveMaxPool1dWithIndices(size),
                2 => a.X.AdaptiveMaxPool2dWithIndices(size),
                _ => a.X.AdaptiveMaxPool3dWithIndices(size),
            };
        return rank switch { 1 => a.X.AdaptiveMaxPool1d(size), 2 => a.X.AdaptiveMaxPool2d(size), _ => a.X.AdaptiveMaxPool3d(size) };
    }

    private static object AvgPool(Args a, int rank)
    {
        (Spatial kernel, Spatial stride, Spatial padding) = (a.Spatial(1, "kernel_size"), a.Spatial(2, "stride"), a.Spatial(3, "padding"));
        (bool ceil, bool count) = (a.Bool(4, "ceil_mode"), a.Bool(5, "count_include_pad", true));
        int divisor = rank == 1 ? 0 : a.Int(6, "divisor_override", 0);
        return rank switch
        {
            1 => a.X.AvgPool1d(kernel, stride, padding, ceil, count),
            2 => a.X.AvgPool2d(kernel, stride, padding, ceil, count, divisor),
            _ => a.X.AvgPool3d(kernel, stride, padding, ceil, count, divisor),
        };
    }

    private static object MaxUnpool(Args a, int rank)
    {
        int[]? size = a.Ints(5, "output_size");
        Spatial output = size is null ? default : new Spatial(size.AsSpan(size.Length - rank));
        (Tensor indices, Spatial kernel, Spatial stride, Spatial padding) = (a.T(1, "indices"), a.Spatial(2, "kernel_size"), a.Spatial(3, "stride"), a.Spatial(4, "padding"));
        return rank switch
        {
            1 => a.X.MaxUnpool1d(indices, kernel, stride, padding, output),
            2 => a.X.MaxUnpool2d(indices, kernel, stride, padding, output),
            _ => a.X.MaxUnpool3d(indices, kernel, stride, padding, output),
        };
    }

    private static PadMode Mode(string mode) => mode switch
    {
        "constant" => PadMode.Constant,
        "reflect" => PadMode.Reflect,
        "replicate" => PadMode.Replicate,
        "circular" => PadMode.Circular,
        _ => throw new FormatException($"unknown padding mode {mode}"),
    };
}
