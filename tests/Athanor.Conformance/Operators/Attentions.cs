namespace Athanor.Conformance.Operators;

/// <summary>Attention as a function of its weights.</summary>
internal static class Attentions
{
    public static void Register(OperatorTable table) =>
        table.Add("nn.functional.multi_head_attention_forward", MultiHead);

    private static object MultiHead(Args a)
    {
        Tensor query = a.X, key = a.T(1, "key"), value = a.T(2, "value");
        int size = a.Int(3, "embed_dim_to_check"), heads = a.Int(4, "num_heads");
        if (query.Shape[-1] != size || a.Bool(9, "add_zero_attn") || a.Get(7, "bias_k") is null != a.Get(8, "bias_v") is null)
            throw new FormatException("these options of multi_head_attention_forward have no mapping");
        (Tensor q, Tensor k, Tensor v) = Projected(a, query, key, value, size);
        if (a.TOr(7, "bias_k") is { } biasK)
        {
            k = Tensor.Cat([k, Row(biasK, k)], 0);
            v = Tensor.Cat([v, Row(a.T(8, "bias_v"), v)], 0);
        }
        (q, k, v) = (Split(q, heads), Split(k, heads), Split(v, heads));
        Tensor scores = (q / Math.Sqrt(size / heads)).MatMul(k.MT);
        if (a.TOr(-1, "attn_mask") is { } mask)
        {
            Tensor added = mask.DType == DType.Bool
                ? Tensor.Zeros(scores.Spec.With(mask.Shape)).MaskedFill(mask, double.NegativeInfinity) : mask;
            // What is added to the sources is seen by all.
            int more = k.Shape[-2] - mask.Shape[-1];
            scores += more == 0 ? added : Tensor.Cat([added, Tensor.Zeros(added.Spec.With(added.Shape.With(-1, more)))], -1);
        }
        Tensor weights = scores.Softmax(-1).Dropout(a.Float(10, "dropout_p"), a.Bool(13, "training", true));
        Tensor joined = weights.MatMul(v).Permute(2, 0, 1, 3).Reshape(query.Shape);
        Tensor output = joined.Linear(a.T(11, "out_proj_weight"), a.TOr(12, "out_proj_bias"));
        bool average = a.Bool(-1, "average_attn_weights", true);
        return (output, a.Bool(-1, "need_weights", true) ? average ? weights.Mean(1) : weights : null);
    }

    private static (Tensor Q, Tensor K, Tensor V) Projected(Args a, Tensor query, Tensor key, Tensor value, int size)
    {
        Tensor[] biases = a.TOr(6, "in_proj_bias")?.Chunk(3, 0) ?? [];
        Tensor? Bias(int i) => biases.Length == 0 ? null : biases[i];
        bool separate = a.Bool(-1, "use_separate_proj_weight");
        Tensor?[] own = [a.TOr(-1, "q_proj_weight"), a.TOr(-1, "k_proj_weight"), a.TOr(-1, "v_proj_weight")];
        Tensor[] weights = separate ? [own[0]!, own[1]!, own[2]!] : a.T(5, "in_proj_weight").Split(size, 0);
        return (query.Linear(weights[0], Bias(0)), key.Linear(weights[1], Bias(1)), value.Linear(weights[2], Bias(2)));
    }

    private static Tensor Row(Tensor bias, Tensor like) => bias.Expand(1, like.Shape[1], bias.Shape[-1]);

    /// <summary>(length, batch, size) to (batch, heads, length, size of a head).</summary>
    private static Tensor Split(Tensor x, int heads) => x.Unflatten(2, heads, x.Shape[2] / heads).Permute(1, 2, 0, 3);
}
