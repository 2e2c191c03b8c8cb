namespace Athanor.Conformance.Operators;

/// <summary>Embeddings, attention, and activations with weights.</summary>
internal static class Lookups
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        // The indices are the input in PyTorch; its database passes the weight first, as that is what is differentiated.
        table.Add(F + "embedding", a => a.T(1, "input").Embedding(a.X, a.IntOr(2, "padding_idx")));
        table.Add(F + "embedding_bag", a => a.T(1, "input").EmbeddingBag(
            a.X, a.TOr(2, "offsets"), Mode(a.Text(-1, "mode", "mean")), a.TOr(-1, "per_sample_weights"), a.IntOr(-1, "padding_idx"), a.Bool(-1, "include_last_offset")));
        table.Add(F + "scaled_dot_product_attention", a => a.X.ScaledDotProductAttention(
            a.T(1, "key"), a.T(2, "value"), a.TOr(3, "attn_mask"), a.Float(4, "dropout_p", 0), a.Bool(5, "is_causal"), a.FloatOr(6, "scale"), a.Bool(7, "enable_gqa")));
        table.Add(F + "glu", a => a.X.Glu(a.Int(1, "dim", -1)));
        table.Add(F + "prelu", a => a.X.PRelu(a.T(1, "weight")));
        table.Add(F + "bilinear", a => a.X.Bilinear(a.T(1, "input2"), a.T(2, "weight"), a.TOr(3, "bias")));
    }

    private static BagMode Mode(string mode) => mode switch
    {
        "sum" => BagMode.Sum,
        "mean" => BagMode.Mean,
        "max" => BagMode.Max,
        _ => throw new FormatException($"unknown mode {mode}"),
    };
}
