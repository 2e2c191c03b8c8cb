namespace Athanor.Conformance.Operators;

/// <summary>Normalisations, softmaxes, embeddings and attention.</summary>
internal static class Norms
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        table.Add("softmax", a => a.X.Softmax(a.Int(1, "dim"), a.DTypeOr(2, "dtype")));
        table.Add("log_softmax", a => a.X.LogSoftmax(a.Int(1, "dim"), a.DTypeOr(2, "dtype")));
        table.Add($"{F}softmin", a => a.X.Softmin(a.Int(1, "dim"), a.DTypeOr(2, "dtype")));
        table.Add($"{F}layer_norm", a => a.X.LayerNorm(a.Ints(1, "normalized_shape")!, a.TOr(2, "weight"), a.TOr(3, "bias"), a.Float(4, "eps", 1e-5)));
        table.Add($"{F}rms_norm", a => a.X.RmsNorm(a.Ints(1, "normalized_shape")!, a.TOr(2, "weight"), a.FloatOr(3, "eps")));
        table.Add($"{F}group_norm", a => a.X.GroupNorm(a.Int(1, "num_groups"), a.TOr(2, "weight"), a.TOr(3, "bias"), a.Float(4, "eps", 1e-5)));
        table.Add($"{F}batch_norm", a => a.X.BatchNorm(
            a.TOr(1, "running_mean"), a.TOr(2, "running_var"), a.TOr(3, "weight"), a.TOr(4, "bias"), a.Bool(5, "training"), a.Float(6, "momentum", 0.1), a.Float(7, "eps", 1e-5)));
        table.Add($"{F}instance_norm", a => a.X.InstanceNorm(
            a.TOr(1, "running_mean"), a.TOr(2, "running_var"), a.TOr(3, "weight"), a.TOr(4, "bias"), a.Bool(5, "use_input_stats", true), a.Float(6, "momentum", 0.1), a.Float(7, "eps", 1e-5)));
        table.Add($"{F}local_response_norm", a => a.X.LocalResponseNorm(a.Int(1, "size"), a.Float(2, "alpha", 1e-4), a.Float(3, "beta", 0.75), a.Float(4, "k", 1)));
        table.Add($"{F}embedding", a => a.T(1, "input").Embedding(a.X, a.IntOr(2, "padding_idx")));
        table.Add($"{F}embedding_bag", EmbeddingBag);
        table.Add($"{F}bilinear", a => a.X.Bilinear(a.T(1, "input2"), a.T(2, "weight"), a.TOr(3, "bias")));
        table.Add($"{F}glu", a => a.X.Glu(a.Int(1, "dim", -1)));
        table.Add($"{F}prelu", a => a.X.PRelu(a.T(1, "weight")));
        table.Add($"{F}scaled_dot_product_attention", a => a.X.ScaledDotProductAttention(
            a.T(1, "key"), a.T(2, "value"), a.TOr(3, "attn_mask"), a.Float(4, "dropout_p", 0), a.Bool(5, "is_causal"), a.FloatOr(6, "scale"), a.Bool(7, "enable_gqa")));
    }

    private static Tensor EmbeddingBag(Args a)
    {
        BagMode mode = a.Text(6, "mode", "mean") switch
        {
            "sum" => BagMode.Sum,
            "mean" => BagMode.Mean,
            "max" => BagMode.Max,
            var other => throw new FormatException($"unknown mode {other}"),
        };
        return a.T(1, "input").EmbeddingBag(a.X, a.TOr(2, "offsets"), mode, a.TOr(8, "per_sample_weights"), a.IntOr(10, "padding_idx"), a.Bool(9, "include_last_offset"));
    }
}
