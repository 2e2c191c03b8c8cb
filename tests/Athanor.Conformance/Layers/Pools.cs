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
        Borders(classes);
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
        classes["Unfold"] = l => Model.Of(new Unfold(l.Sizes(0, "kernel_size"), l.Sizes(1, "dilation"), l.Sizes(2, "padding"), l.Sizes(3, "stride")));
        classes["Upsample"] = Upsampled;
        classes["Flatten"] = l => Model.Of(new Flatten(l.A.Int(0, "start_dim", 1), l.A.Int(1, "end_dim", -1)));
    }

    private static void Borders(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["ZeroPad1d"] = l => Model.Of(new ZeroPad1d(Border(l)));
        classes["ZeroPad2d"] = l => Model.Of(new ZeroPad2d(Border(l)));
        classes["ZeroPad3d"] = l => Model.Of(new ZeroPad3d(Border(l)));
        classes["ReflectionPad1d"] = l => Model.Of(new ReflectionPad1d(Border(l)));
        classes["ReflectionPad2d"] = l => Model.Of(new ReflectionPad2d(Border(l)));
        classes["ReflectionPad3d"] = l => Model.Of(new ReflectionPad3d(Border(l)));
        classes["ReplicationPad1d"] = l => Model.Of(new ReplicationPad1d(Border(l)));
        classes["ReplicationPad2d"] = l => Model.Of(new ReplicationPad2d(Border(l)));
        classes["ReplicationPad3d"] = l => Model.Of(new ReplicationPad3d(Border(l)));
        classes["CircularPad1d"] = l => Model.Of(new CircularPad1d(Border(l)));
        classes["CircularPad2d"] = l => Model.Of(new CircularPad2d(Border(l)));
        classes["CircularPad3d"] = l => Model.Of(new CircularPad3d(Border(l)));
    }

    private static int[] Border(LayerArgs l) => l.A.Ints(0, "padding")!;

    private static Model Upsampled(LayerArgs l)
    {
        InterpolateMode mode = Resampling.ModeOf(l.A.Text(2, "mode", "nearest"));
        bool corners = l.A.Bool(3, "align_corners");
        return Model.Of(l.A.Floats(1, "scale_factor") switch
        {
            null => new Upsample(l.Sizes(0, "size"), mode, corners),
            [var factor] => Upsample.By(factor, mode, corners),
            var factors => Upsample.By(factors, mode, corners),
        });
    }

    private static Spatial Kernel(LayerArgs l) => l.Sizes(0, "kernel_size");

    private static Spatial Stride(LayerArgs l) => l.Sizes(1, "stride");

    private static Spatial Around(LayerArgs l) => l.Sizes(2, "padding");
}
