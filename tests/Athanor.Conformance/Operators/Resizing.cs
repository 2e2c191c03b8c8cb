namespace Athanor.Conformance.Operators;

/// <summary>Interpolation, sampling and rearrangement of images.</summary>
internal static class Resizing
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        table.Add($"{F}interpolate", Interpolate);
        table.Add($"{F}upsample_bilinear", a => Resized(a, InterpolateMode.Linear, true, -1));
        table.Add($"{F}upsample_nearest", a => Resized(a, InterpolateMode.Nearest, false, -1));
        table.Add($"{F}grid_sample", a => a.X.GridSample(
            a.T(1, "grid"), Sampling(a.Text(2, "mode", "bilinear")), Outside(a.Text(3, "padding_mode", "zeros")), a.Bool(4, "align_corners")));
        table.Add("grid_sampler_3d", a => a.X.GridSample(
            a.T(1, "grid"), (SampleMode)a.Int(2, "interpolation_mode"), (SamplePadding)a.Int(3, "padding_mode"), a.Bool(4, "align_corners")));
        table.Add($"{F}pixel_shuffle", a => a.X.PixelShuffle(a.Int(1, "upscale_factor")));
        table.Add($"{F}pixel_unshuffle", a => a.X.PixelUnshuffle(a.Int(1, "downscale_factor")));
        table.Add($"{F}channel_shuffle", a => a.X.ChannelShuffle(a.Int(1, "groups")));
    }

    private static object Interpolate(Args a)
    {
        string mode = a.Text(3, "mode", "nearest");
        InterpolateMode kind = mode switch
        {
            "nearest" => InterpolateMode.Nearest,
            "nearest-exact" => InterpolateMode.NearestExact,
            "linear" or "bilinear" or "trilinear" => InterpolateMode.Linear,
            "bicubic" => InterpolateMode.Bicubic,
            "area" => InterpolateMode.Area,
            _ => throw new FormatException($"unknown mode {mode}"),
        };
        return Resized(a, kind, a.Bool(4, "align_corners"), 5);
    }

    private static Tensor Resized(Args a, InterpolateMode mode, bool alignCorners, int recomputeAt)
    {
        bool recompute = recomputeAt >= 0 && a.Bool(recomputeAt, "recompute_scale_factor");
        bool antialias = recomputeAt >= 0 && a.Bool(recomputeAt + 1, "antialias");
        int[]? size = a.Ints(1, "size");
        double[]? scales = a.Floats(2, "scale_factor");
        return size is not null
            ? a.X.Interpolate(size, mode, alignCorners, antialias)
            : a.X.InterpolateBy(scales!, mode, alignCorners, antialias, recompute);
    }

    private static SampleMode Sampling(string mode) => mode switch
    {
        "bilinear" => SampleMode.Bilinear,
        "nearest" => SampleMode.Nearest,
        "bicubic" => SampleMode.Bicubic,
        _ => throw new FormatException($"unknown mode {mode}"),
    };

    private static SamplePadding Outside(string mode) => mode switch
    {
        "zeros" => SamplePadding.Zeros,
        "border" => SamplePadding.Border,
        "reflection" => SamplePadding.Reflection,
        _ => throw new FormatException($"unknown padding {mode}"),
    };
}
