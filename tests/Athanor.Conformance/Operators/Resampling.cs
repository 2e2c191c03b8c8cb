using static Athanor.Conformance.Operators.Convolutions;

namespace Athanor.Conformance.Operators;

/// <summary>Images at other sizes and places, and their pixels rearranged.</summary>
internal static class Resampling
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        table.Add(F + "interpolate", a => Interpolate(a, 3));
        table.Add(F + "upsample_bilinear", a => Interpolate(a, -1, "bilinear", corners: true));
        table.Add(F + "upsample_nearest", a => Interpolate(a, -1, "nearest"));
        table.Add(F + "grid_sample", a => a.X.GridSample(
            a.T(1, "grid"), SampleModeOf(a.Text(2, "mode", "bilinear")), SamplePaddingOf(a.Text(3, "padding_mode", "zeros")), a.Bool(4, "align_corners")));
        // The same behind torch.grid_sampler_3d, which numbers its modes.
        table.Add("grid_sampler_3d", a => a.X.GridSample(
            a.T(1, "grid"), (SampleMode)a.Int(2, "interpolation_mode"), (SamplePadding)a.Int(3, "padding_mode"), a.Bool(4, "align_corners")));
        table.Add(F + "unfold", a => a.X.Unfold2d(Sizes(a, 1, "kernel_size"), Sizes(a, 2, "dilation"), Sizes(a, 3, "padding"), Sizes(a, 4, "stride")));
        table.Add(F + "fold", a => a.X.Fold(
            Sizes(a, 1, "output_size"), Sizes(a, 2, "kernel_size"), Sizes(a, 3, "dilation"), Sizes(a, 4, "padding"), Sizes(a, 5, "stride")));
        table.Add(F + "pixel_shuffle", a => a.X.PixelShuffle(a.Int(1, "upscale_factor")));
        table.Add(F + "pixel_unshuffle", a => a.X.PixelUnshuffle(a.Int(1, "downscale_factor")));
        table.Add(F + "channel_shuffle", a => a.X.ChannelShuffle(a.Int(1, "groups")));
    }

    /// <summary>The mode of PyTorch's name; the linear ones differ in their rank only.</summary>
    public static InterpolateMode ModeOf(string mode) => mode switch
    {
        "nearest" => InterpolateMode.Nearest,
        "nearest-exact" => InterpolateMode.NearestExact,
        "linear" or "bilinear" or "trilinear" => InterpolateMode.Linear,
        "bicubic" => InterpolateMode.Bicubic,
        "area" => InterpolateMode.Area,
        _ => throw new FormatException($"unknown mode {mode}"),
    };

    private static Tensor Interpolate(Args a, int modeAt, string mode = "nearest", bool corners = false)
    {
        InterpolateMode kind = ModeOf(a.Text(modeAt, "mode", mode));
        bool align = a.Bool(4, "align_corners", corners), recompute = a.Bool(5, "recompute_scale_factor"), antialias = a.Bool(6, "antialias");
        int[]? size = a.Ints(1, "size");
        double[]? scales = a.Floats(2, "scale_factor");
        if (scales is { Length: 1 })
            return a.X.InterpolateBy(scales[0], kind, align, antialias, recompute);
        return scales is null ? a.X.Interpolate(new Spatial(size!), kind, align, antialias) : a.X.InterpolateBy(scales, kind, align, antialias, recompute);
    }

    private static SampleMode SampleModeOf(string mode) => mode switch
    {
        "bilinear" => SampleMode.Bilinear,
        "nearest" => SampleMode.Nearest,
        "bicubic" => SampleMode.Bicubic,
        _ => throw new FormatException($"unknown mode {mode}"),
    };

    private static SamplePadding SamplePaddingOf(string mode) => mode switch
    {
        "zeros" => SamplePadding.Zeros,
        "border" => SamplePadding.Border,
        "reflection" => SamplePadding.Reflection,
        _ => throw new FormatException($"unknown padding {mode}"),
    };
}
