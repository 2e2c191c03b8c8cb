using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Attention and the transformers of torch.nn.</summary>
internal static class Attentions
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["MultiheadAttention"] = l =>
        {
            var layer = new MultiheadAttention(Size(l), Heads(l), l.A.Float(2, "dropout", 0), l.A.Bool(3, "bias", true), batchFirst: l.A.Bool(-1, "batch_first"));
            // PyTorch gives the weights unless it is told not to.
            return new Model(layer, inputs => layer.Call(new AttentionInput(inputs[0], inputs[1], inputs[2]) { NeedWeights = true }));
        };
        classes["TransformerEncoderLayer"] = l =>
        {
            var layer = new TransformerEncoderLayer(Size(l), Heads(l), Width(l, 2), Dropout(l), Activation(l), Eps(l), First(l), Before(l));
            return new Model(layer, inputs => layer.Call(new EncoderInput(inputs[0])));
        };
        classes["TransformerDecoderLayer"] = l =>
        {
            var layer = new TransformerDecoderLayer(Size(l), Heads(l), Width(l, 2), Dropout(l), Activation(l), Eps(l), First(l), Before(l));
            return new Model(layer, inputs => layer.Call(new DecoderInput(inputs[0], inputs[1])));
        };
        classes["Transformer"] = l =>
        {
            var layer = new Transformer(
                Size(l), Heads(l), l.A.Int(2, "num_encoder_layers", 6), l.A.Int(3, "num_decoder_layers", 6), Width(l, 4), Dropout(l), Activation(l), Eps(l), First(l), Before(l));
            return new Model(layer, inputs => layer.Call(new TransformerInput(inputs[0], inputs[1])));
        };
    }

    private static int Size(LayerArgs l) => l.A.Raw(0, "embed_dim") is null ? l.A.Int(0, "d_model", 512) : l.A.Int(0, "embed_dim");

    private static int Heads(LayerArgs l) => l.A.Raw(1, "num_heads") is null ? l.A.Int(1, "nhead", 8) : l.A.Int(1, "num_heads");

    private static int Width(LayerArgs l, int position) => l.A.Int(position, "dim_feedforward", 2048);

    private static double Dropout(LayerArgs l) => l.A.Float(-1, "dropout", 0.1);

    private static double Eps(LayerArgs l) => l.A.Float(-1, "layer_norm_eps", 1e-5);

    private static bool First(LayerArgs l) => l.A.Bool(-1, "batch_first");

    private static bool Before(LayerArgs l) => l.A.Bool(-1, "norm_first");

    private static Layer? Activation(LayerArgs l) => l.A.Text(-1, "activation", "relu") switch
    {
        "relu" => null,
        "gelu" => new Gelu(),
        var other => throw new FormatException($"unknown activation {other}"),
    };
}
