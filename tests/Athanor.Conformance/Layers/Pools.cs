using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Layers without weights that change the image's size or order.</summary>
internal static class Pools
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        Windows(classes);
        Adaptive(classes);
        Rearranged(classes);
    }

    private static void Windows(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["MaxPool1d"] = l => Model.Of(new MaxPool1d(Kernel(l), Stride(l), Around(l), l.Sizes(3, "dilation"), l.A.Bool(5, "ceil_mode")));
        classes["MaxPool2d"] = l => Model.Of(new MaxPool2d(Kernel(l), Stride(l), Around(l), l.Sizes(3, "dilation"), l.A.Bool(5, "ceil_mode")));
        classes["MaxPool3d"] = l => Model.Of(new MaxPool3d(Kernel(l), Stride(l), Around(l), l.Sizes(3, "dilation"), l.A.Bool(5, "ceil_mode")));
        classes["AvgPool1d"] = l => Model.Of(new AvgPool1d(Kernel(l), Stride(l), Around(l), l.A.Bool(3, "ceil_mode"), l.A.Bool(4, "count_include_pad", true)));
        classes["AvgPool2d"] = l => Model.Of(new AvgPool2d(Kernel(l), Stride(l), Around(l), l.A.Bool(3, "ceil_mode"), l.A.Bool(4, "count_include_pad", true), l.A.Int(5, "divisor_override", 0)));
        classes["AvgPool3d"] = l => Model.Of(new AvgPool3d(Kernel(l), Stride(l), Around(l), l.A.Bool(3, "ceil_mode"), l.A.Bool(4, "count_include_pad", true), l.A.Int(5, "divisor_override", 0)));
        classes["LPPool1d"] = l => Model.Of(new LpPool1d(l.A.Float(0, "norm_type"), l.Sizes(1, "kernel_size"), l.Sizes(2, "stride"), l.A.Bool(3, "ceil_mode")));
        classes["LPPool2d"] = l => Model.Of(new LpPool2d(l.A.Float(0, "norm_type"), l.Sizes(1, "kernel_size"), l.Sizes(2, "stride"), l.A.Bool(3, "ceil_mode")));
        classes["LPPool3d"] = l => Model.Of(new LpPool3d(l.A.Float(0, "norm_type"), l.Sizes(1, "kernel_size"), l.Sizes(2, "stride"), l.A.Bool(3, "ceil_mode")));
    }

    private static void Adaptive(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["AdaptiveAvgPool1d"] = l => Model.Of(new AdaptiveAvgPool1d(l.Sizes(0, "output_size")));
        classes["AdaptiveAvgPool2d"] = l => Model.Of(new AdaptiveAvgPool2d(l.Sizes(0, "output_size")));
        classes["AdaptiveAvgPool3d"] = l => Model.Of(new AdaptiveAvgPool3d(l.Sizes(0, "output_size")));
        classes["AdaptiveMaxPool1d"] = l => Model.Of(new AdaptiveMaxPool1d(l.Sizes(0, "output_size")));
        classes["AdaptiveMaxPool2d"] = l => Model.Of(new AdaptiveMaxPool2d(l.Sizes(0, "output_size")));
        classes["AdaptiveMaxPool3d"] = l => Model.Of(new AdaptiveMaxPool3d(l.Sizes(0, "output_size")));
    }

    private static void Rearranged(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["PixelShuffle"] = l => Model.Of(new PixelShuffle(l.A.Int(0, "upscale_factor")));
        classes["PixelUnshuffle"] = l => Model.Of(new PixelUnshuffle(l.A.Int(0, "downscale_factor")));
        classes["ChannelShuffle"] = l => Model.Of(new ChannelShuffle(l.A.Int(0, "groups")));
        classes["Flatten"] = l => Model.Of(new Flatten(l.A.Int(0, "start_dim", 1), l.A.Int(1, "end_dim", -1)));
    }

    private static Spatial Kernel(LayerArgs l) => l.Sizes(0, "kernel_size");

    private static Spatial Stride(LayerArgs l) => l.Sizes(1, "stride");

    private static Spatial Around(LayerArgs l) => l.Sizes(2, "padding");
}
