using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Layers of weights: products, convolutions, tables, norms.</summary>
internal static class WeightLayers
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["Linear"] = l => Model.Of(new Linear(l.A.Int(0, "in_features"), l.A.Int(1, "out_features"), l.A.Bool(2, "bias", true)));
        classes["Bilinear"] = l =>
        {
            var layer = new Bilinear(l.A.Int(0, "in1_features"), l.A.Int(1, "in2_features"), l.A.Int(2, "out_features"), l.A.Bool(3, "bias", true));
            return new Model(layer, inputs => layer.Call((inputs[0], inputs[1])));
        };
        Convolved(classes);
        Parametrised(classes);
        Tables(classes);
        Norms(classes);
    }

    private static void Convolved(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["Conv1d"] = l => Model.Of(new Conv1d(In(l), Out(l), Kernel(l), Stride(l), Around(l), Dilation(l), Groups(l), Bias(l), Mode(l)));
        classes["Conv2d"] = l => Model.Of(new Conv2d(In(l), Out(l), Kernel(l), Stride(l), Around(l), Dilation(l), Groups(l), Bias(l), Mode(l)));
        classes["Conv3d"] = l => Model.Of(new Conv3d(In(l), Out(l), Kernel(l), Stride(l), Around(l), Dilation(l), Groups(l), Bias(l), Mode(l)));
        classes["ConvTranspose1d"] = l => Model.Of(new ConvTranspose1d(In(l), Out(l), Kernel(l), Stride(l), Cut(l), Extra(l), l.A.Int(6, "groups", 1), l.A.Bool(7, "bias", true), l.Sizes(8, "dilation")));
        classes["ConvTranspose2d"] = l => Model.Of(new ConvTranspose2d(In(l), Out(l), Kernel(l), Stride(l), Cut(l), Extra(l), l.A.Int(6, "groups", 1), l.A.Bool(7, "bias", true), l.Sizes(8, "dilation")));
        classes["ConvTranspose3d"] = l => Model.Of(new ConvTranspose3d(In(l), Out(l), Kernel(l), Stride(l), Cut(l), Extra(l), l.A.Int(6, "groups", 1), l.A.Bool(7, "bias", true), l.Sizes(8, "dilation")));
    }

    // Layers whose weight is made of others; named in the table of what cases do not say.
    private static void Parametrised(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["SpectralNorm.Linear"] = l => Model.Of(new SpectralNorm(new Linear(l.A.Int(0, "in_features"), l.A.Int(1, "out_features"))));
        classes["WeightNorm.Conv1d"] = l => Model.Of(new WeightNorm(new Conv1d(In(l), Out(l), Kernel(l))));
    }

    private static void Tables(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["Embedding"] = l => Model.Of(new Embedding(l.A.Int(0, "num_embeddings"), l.A.Int(1, "embedding_dim"), l.A.IntOr(2, "padding_idx")));
        classes["EmbeddingBag"] = l =>
        {
            BagMode mode = Enum.Parse<BagMode>(l.A.Text(-1, "mode", "mean"), ignoreCase: true);
            var layer = new EmbeddingBag(l.A.Int(0, "num_embeddings"), l.A.Int(1, "embedding_dim"), mode, l.A.IntOr(-1, "padding_idx"), l.A.Bool(-1, "include_last_offset"));
            return new Model(layer, inputs => layer.Call(inputs[0]));
        };
    }

    private static void Norms(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["LayerNorm"] = l => Model.Of(new LayerNorm(Normalised(l), l.A.Float(1, "eps", 1e-5), l.A.Bool(2, "elementwise_affine", true), l.A.Bool(3, "bias", true)));
        classes["RMSNorm"] = l => Model.Of(new RmsNorm(Normalised(l), l.A.FloatOr(1, "eps"), l.A.Bool(2, "elementwise_affine", true)));
        classes["GroupNorm"] = l => Model.Of(new GroupNorm(l.A.Int(0, "num_groups"), l.A.Int(1, "num_channels"), l.A.Float(2, "eps", 1e-5), l.A.Bool(3, "affine", true)));
        classes["LocalResponseNorm"] = l => Model.Of(new LocalResponseNorm(l.A.Int(0, "size"), l.A.Float(1, "alpha", 1e-4), l.A.Float(2, "beta", 0.75), l.A.Float(3, "k", 1)));
        classes["BatchNorm1d"] = l => Model.Of(new BatchNorm1d(Channels(l), Eps(l), l.A.FloatOr(2, "momentum"), Affine(l, true), Tracked(l, true)));
        classes["BatchNorm2d"] = l => Model.Of(new BatchNorm2d(Channels(l), Eps(l), l.A.FloatOr(2, "momentum"), Affine(l, true), Tracked(l, true)));
        classes["BatchNorm3d"] = l => Model.Of(new BatchNorm3d(Channels(l), Eps(l), l.A.FloatOr(2, "momentum"), Affine(l, true), Tracked(l, true)));
        classes["InstanceNorm1d"] = l => Model.Of(new InstanceNorm1d(Channels(l), Eps(l), l.A.Float(2, "momentum", 0.1), Affine(l, false), Tracked(l, false)));
        classes["InstanceNorm2d"] = l => Model.Of(new InstanceNorm2d(Channels(l), Eps(l), l.A.Float(2, "momentum", 0.1), Affine(l, false), Tracked(l, false)));
        classes["InstanceNorm3d"] = l => Model.Of(new InstanceNorm3d(Channels(l), Eps(l), l.A.Float(2, "momentum", 0.1), Affine(l, false), Tracked(l, false)));
    }

    private static int In(LayerArgs l) => l.A.Int(0, "in_channels");

    private static int Out(LayerArgs l) => l.A.Int(1, "out_channels");

    private static Spatial Kernel(LayerArgs l) => l.Sizes(2, "kernel_size");

    private static Spatial Stride(LayerArgs l) => l.Sizes(3, "stride");

    private static Athanor.Nn.Padding Around(LayerArgs l) => l.A.Get(4, "padding") switch
    {
        "same" => Athanor.Nn.Padding.Same,
        "valid" => default,
        _ => l.Sizes(4, "padding"),
    };

    private static Spatial Dilation(LayerArgs l) => l.Sizes(5, "dilation");

    private static int Groups(LayerArgs l) => l.A.Int(6, "groups", 1);

    private static bool Bias(LayerArgs l) => l.A.Bool(7, "bias", true);

    private static PadMode Mode(LayerArgs l) => l.A.Text(8, "padding_mode", "zeros") switch
    {
        "zeros" => PadMode.Constant,
        var other => Enum.Parse<PadMode>(other, ignoreCase: true),
    };

    private static Spatial Cut(LayerArgs l) => l.Sizes(4, "padding");

    private static Spatial Extra(LayerArgs l) => l.Sizes(5, "output_padding");

    private static Shape Normalised(LayerArgs l) => new(l.A.Ints(0, "normalized_shape")!);

    private static int Channels(LayerArgs l) => l.A.Int(0, "num_features");

    private static double Eps(LayerArgs l) => l.A.Float(1, "eps", 1e-5);

    private static bool Affine(LayerArgs l, bool otherwise) => l.A.Bool(3, "affine", otherwise);

    private static bool Tracked(LayerArgs l, bool otherwise) => l.A.Bool(4, "track_running_stats", otherwise);
}
