namespace Athanor.Nn;

/// <summary>
/// Attention of several heads (Vaswani et al. 2017), with PyTorch's options and names: the output like the query, and if wanted the weights
/// (batch, targets, sources), or (batch, heads, targets, sources) for each head.
/// </summary>
[Module]
public sealed partial class MultiheadAttention : Module<AttentionInput, (Tensor Output, Tensor? Weights)>
{
    /// <summary>A layer initialised as in PyTorch.</summary>
    /// <param name="size">The query's and output's size.</param>
    /// <param name="heads">How many heads, which divide the size.</param>
    /// <param name="dropout">The share of weights dropped in training.</param>
    /// <param name="bias">Whether projections have biases.</param>
    /// <param name="addBiasKv">Whether a learned key and value are added to the sources.</param>
    /// <param name="addZeroAttention">Whether a source of zeros is added.</param>
    /// <param name="keySize">The key's size; the query's if left out.</param>
    /// <param name="valueSize">The value's size; the query's if left out.</param>
    /// <param name="batchFirst">Whether the batch comes first and not second.</param>
    /// <exception cref="TensorException">The heads do not divide the size.</exception>
    public MultiheadAttention(
        int size, int heads, double dropout = 0, bool bias = true, bool addBiasKv = false, bool addZeroAttention = false,
        int? keySize = null,
        int? valueSize = null, bool batchFirst = false)
    {
        if (heads < 1 || size % heads != 0)
            throw new TensorException("attention", $"expected heads that divide the size {size}, got {heads}");
        (Size, Heads, DropoutShare, AddZeroAttention, BatchFirst) = (size, heads, dropout, addZeroAttention, batchFirst);
        int keys = keySize ?? size, values = valueSize ?? size;
        if (keys == size && values == size)
        {
            InProjWeight = new Parameter(Init.XavierUniform([3 * size, size]));
        }
        else
        {
            QProjWeight = new Parameter(Init.XavierUniform([size, size]));
            KProjWeight = new Parameter(Init.XavierUniform([size, keys]));
            VProjWeight = new Parameter(Init.XavierUniform([size, values]));
        }
        InProjBias = bias ? new Parameter(Init.Zeros([3 * size])) : null;
        OutProj = new Linear(size, size, bias);
        if (bias && OutProj.Bias!.Device.Kind != DeviceKind.Meta)
            using (Autograd.GradMode.NoGrad())
                OutProj.Bias.FillInPlace(0);
        BiasK = addBiasKv ? new Parameter(Init.XavierNormal([1, 1, size])) : null;
        BiasV = addBiasKv ? new Parameter(Init.XavierNormal([1, 1, size])) : null;
    }

    /// <summary>The query's and output's size.</summary>
    public int Size { get; }

    /// <summary>How many heads.</summary>
    public int Heads { get; }

    /// <summary>The share of weights dropped in training.</summary>
    public double DropoutShare { get; }

    /// <summary>Whether a source of zeros is added.</summary>
    public bool AddZeroAttention { get; }

    /// <summary>Whether the batch comes first and not second.</summary>
    public bool BatchFirst { get; }

    /// <summary>(3 · size, size): of query, key and value in this order; null if their sizes differ.</summary>
    public Parameter? InProjWeight { get; }

    /// <summary>(size, size), if the sizes differ.</summary>
    public Parameter? QProjWeight { get; }

    /// <summary>(size, key size), if the sizes differ.</summary>
    public Parameter? KProjWeight { get; }

    /// <summary>(size, value size), if the sizes differ.</summary>
    public Parameter? VProjWeight { get; }

    /// <summary>(3 · size), or null.</summary>
    public Parameter? InProjBias { get; }

    /// <summary>(1, 1, size), or null.</summary>
    public Parameter? BiasK { get; }

    /// <summary>(1, 1, size), or null.</summary>
    public Parameter? BiasV { get; }

    /// <summary>From the heads' outputs, side by side, to the output.</summary>
    public Linear OutProj { get; }

    /// <inheritdoc/>
    public override string Description => $"MultiheadAttention({Size}, {Heads} heads)";

    /// <summary>Attention of a sequence to another, with the averaged weights.</summary>
    public (Tensor Output, Tensor? Weights) Call(Tensor query, Tensor key, Tensor value) =>
        Call(new AttentionInput(query, key, value) { NeedWeights = true });

    /// <inheritdoc/>
    protected override (Tensor Output, Tensor? Weights) Forward(AttentionInput input)
    {
        bool single = input.Query.Rank == 2;
        Tensor q = Batched(input.Query), k = Batched(input.Key), v = Batched(input.Value);
        if (k.Shape[0] != q.Shape[0] || v.Shape[0] != q.Shape[0] || k.Shape[1] != v.Shape[1])
            throw new TensorException(
                "attention", $"batches or sources differ: query {input.Query.Shape}, key {input.Key.Shape}, value {input.Value.Shape}");
        (q, k, v) = Project(q, k, v, ReferenceEquals(input.Query, input.Key) && ReferenceEquals(input.Key, input.Value));
        int batch = q.Shape[0], targets = q.Shape[1], sources = k.Shape[1];
        Tensor? padding = single ? input.KeyPaddingMask?.Unsqueeze(0) : input.KeyPaddingMask;
        // The fused operation knows causal attention by itself, as long as nothing else is masked or added.
        bool fused = !input.NeedWeights;
        bool causal = fused && input.Causal && input.Mask is null && padding is null && BiasK is null && !AddZeroAttention;
        Tensor? mask = Scores(input.Mask, padding, input.Causal && !causal, batch, targets, sources, q);
        if (BiasK is not null)
        {
            k = Tensor.Cat([k, BiasK.Expand(batch, 1, Size)], 1);
            v = Tensor.Cat([v, BiasV!.Expand(batch, 1, Size)], 1);
        }
        if (AddZeroAttention)
        {
            k = Tensor.Cat([k, Tensor.Zeros(k.Spec.With([batch, 1, Size]))], 1);
            v = Tensor.Cat([v, Tensor.Zeros(v.Spec.With([batch, 1, Size]))], 1);
        }
        // Added sources are seen by everybody.
        if (mask is not null && k.Shape[1] > sources)
            mask = Tensor.Cat([mask, Tensor.Zeros(mask.Spec.With(mask.Shape.With(-1, k.Shape[1] - sources)))], -1);

        if (fused)
            return (Join(Split(q).ScaledDotProductAttention(Split(k), Split(v), mask, Training ? DropoutShare : 0, causal), single), null);
        Tensor scores = (Split(q) * (1 / Math.Sqrt(Size / Heads))).MatMul(Split(k).MT);
        Tensor weights = (mask is null ? scores : scores + mask).Softmax(-1).Dropout(DropoutShare, Training);
        Tensor output = Join(weights.MatMul(Split(v)), single);
        weights = input.PerHead ? weights : weights.Mean(1);
        return (output, single ? weights.Squeeze(0) : weights);
    }

    private Tensor Batched(Tensor x) => x.Rank switch
    {
        2 => x.Unsqueeze(0),
        3 => BatchFirst ? x : x.Transpose(0, 1),
        _ => throw new TensorException("attention", $"expected sequences of 2 or 3 dimensions, got shape {x.Shape}"),
    };

    private (Tensor Q, Tensor K, Tensor V) Project(Tensor q, Tensor k, Tensor v, bool same)
    {
        Tensor? Bias(int i) => InProjBias?.Narrow(0, i * Size, Size);
        if (InProjWeight is null)
            return (q.Linear(QProjWeight!, Bias(0)), k.Linear(KProjWeight!, Bias(1)), v.Linear(VProjWeight!, Bias(2)));
        if (same)
        {
            Tensor[] all = q.Linear(InProjWeight, InProjBias).SplitCopy([Size, Size, Size], -1);
            return (all[0], all[1], all[2]);
        }
        Tensor Weight(int i) => InProjWeight.Narrow(0, i * Size, Size);
        return (q.Linear(Weight(0), Bias(0)), k.Linear(Weight(1), Bias(1)), v.Linear(Weight(2), Bias(2)));
    }

    private Tensor Join(Tensor heads, bool single)
    {
        Tensor output = OutProj.Call(heads.Transpose(1, 2).Reshape(heads.Shape[0], heads.Shape[2], Size));
        return single ? output.Squeeze(0) : BatchFirst ? output : output.Transpose(0, 1);
    }

    private Tensor Split(Tensor x) => x.Unflatten(2, Heads, Size / Heads).Transpose(1, 2);

    /// <summary>All masks as numbers to add to the scores (batch, heads, targets, sources), or null.</summary>
    private Tensor? Scores(Tensor? mask, Tensor? padding, bool causal, int batch, int targets, int sources, Tensor like)
    {
        Tensor? sum = null;
        if (mask is not null)
        {
            bool perHead = mask.Rank == 3;
            if ((mask.Shape != new Shape(targets, sources)) && (!perHead || mask.Shape != new Shape(batch * Heads, targets, sources)))
                throw new TensorException(
                    "attention",
                    $"expected a mask ({targets}, {sources}) or ({batch * Heads}, {targets}, {sources}), got shape {mask.Shape}");
            sum = Masks.Additive(perHead ? mask.Unflatten(0, batch, Heads) : mask, like);
        }
        if (padding is not null)
        {
            if (padding.Shape != new Shape(batch, sources))
                throw new TensorException("attention", $"expected a key padding mask ({batch}, {sources}), got shape {padding.Shape}");
            Tensor own = Masks.Additive(padding, like).Reshape(batch, 1, 1, sources);
            sum = sum is null ? own : sum + own;
        }
        if (causal)
        {
            Tensor own = Masks.Causal(targets, sources, like);
            sum = sum is null ? own : sum + own;
        }
        return sum;
    }
}
