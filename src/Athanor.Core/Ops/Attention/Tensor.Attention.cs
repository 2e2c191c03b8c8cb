namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// softmax(this · keyᵀ · scale + mask) · value (Vaswani et al. 2017): queries (…, L, E), keys (…, S, E), values (…, S, V) give (…, L, V).
    /// </summary>
    /// <param name="key">The keys.</param>
    /// <param name="value">The values.</param>
    /// <param name="mask">Broadcast to (…, L, S): bool, true where a key takes part, or a number that is added.</param>
    /// <param name="dropout">The probability of an attention weight to be dropped.</param>
    /// <param name="isCausal">Whether query i sees keys 0 to i only.</param>
    /// <param name="scale">1/√E unless given.</param>
    /// <param name="enableGqa">Whether fewer heads of keys and values (dimension −3) serve groups of query heads (Ainslie et al. 2023).</param>
    /// <param name="random">Where dropout draws from.</param>
    /// <returns>For a query that sees no key, zeros.</returns>
    /// <exception cref="TensorException">Shapes do not fit, or a mask is given beside <paramref name="isCausal"/>.</exception>
    public Tensor ScaledDotProductAttention(
        Tensor key, Tensor value, Tensor? mask = null, double dropout = 0, bool isCausal = false, double? scale = null, bool enableGqa = false, RandomSource? random = null)
    {
        const string op = "scaled_dot_product_attention";
        if (Rank < 2 || key.Rank < 2 || value.Rank < 2 || Shape[^1] != key.Shape[^1] || key.Shape[^2] != value.Shape[^2])
            throw new TensorException(op, $"expected queries (…, L, E), keys (…, S, E) and values (…, S, V), got {Shape}, {key.Shape} and {value.Shape}");
        if (isCausal && mask is not null)
            throw new TensorException(op, "a mask and isCausal exclude each other; put both into the mask");
        if (enableGqa)
            (key, value) = (ForHeads(op, key), ForHeads(op, value));
        double root = Math.Sqrt(scale ?? 1 / Math.Sqrt(Shape[^1]));
        Tensor scores = (scale is < 0 ? this * scale.Value : this * root).MatMul(scale is < 0 ? key.MT : (key * root).MT);
        if (isCausal)
            mask = Arange(Shape[^2]).To(Device).Unsqueeze(1) >= Arange(key.Shape[^2]).To(Device);
        Tensor? dead = null;
        if (mask is { DType: Athanor.DType.Bool } seen)
        {
            dead = seen.Any([-1], keepDim: true).LogicalNot();
            Tensor hidden = seen.LogicalOr(dead).LogicalNot();
            scores = Where(hidden, Full(new Ops.TensorSpec(Shape.Scalar, DType, Device), double.NegativeInfinity), scores);
        }
        else if (mask is not null)
        {
            scores = scores + mask;
        }
        Tensor weights = scores.Softmax(-1).Dropout(dropout, true, random);
        if (dead is not null && !isCausal)
            weights = Where(dead, Zeros(new Ops.TensorSpec(Shape.Scalar, DType, Device)), weights);
        return weights.MatMul(value);
    }

    /// <summary>Each head of keys or values once for every query head of its group.</summary>
    private Tensor ForHeads(string op, Tensor x)
    {
        if (Rank < 3 || x.Rank < 3 || x.Shape[^3] == 0 || Shape[^3] % x.Shape[^3] != 0)
            throw new TensorException(op, $"the heads of queries {Shape} must be a multiple of those of keys and values, got {x.Shape}");
        int heads = x.Shape[^3], each = Shape[^3] / heads;
        return each == 1 ? x : x.Unsqueeze(-3).Expand([.. x.Shape[..^3], heads, each, x.Shape[^2], x.Shape[^1]]).Reshape([.. x.Shape[..^3], heads * each, x.Shape[^2], x.Shape[^1]]);
    }
}
