namespace Athanor.Nn;

/// <summary>What a decoder reads.</summary>
/// <param name="Target">(targets, batch, size), or (batch, targets, size) if the layer is batch first.</param>
/// <param name="Memory">What the encoder gave, (sources, batch, size), likewise.</param>
/// <param name="TargetMask">Which targets may not be seen, (targets, targets): see <see cref="AttentionInput.Mask"/>.</param>
/// <param name="MemoryMask">Which sources may not be seen, (targets, sources).</param>
/// <param name="TargetPaddingMask">Which targets are padding, (batch, targets).</param>
/// <param name="MemoryPaddingMask">Which sources are padding, (batch, sources).</param>
/// <param name="Causal">Whether a target sees only itself and those before it.</param>
public readonly record struct DecoderInput(
    Tensor Target, Tensor Memory, Tensor? TargetMask = null, Tensor? MemoryMask = null, Tensor? TargetPaddingMask = null,
    Tensor? MemoryPaddingMask = null, bool Causal = false);

/// <summary>Self-attention, attention to a memory and two linear layers, each with a residual and a norm (Vaswani et al. 2017).</summary>
[Module]
public sealed partial class TransformerDecoderLayer : Module<DecoderInput, Tensor>
{
    /// <summary>A layer initialised as in PyTorch.</summary>
    /// <param name="size">The size of each element.</param>
    /// <param name="heads">How many heads.</param>
    /// <param name="feedForward">The size between the linear layers.</param>
    /// <param name="dropout">The share dropped in training.</param>
    /// <param name="activation">Between the linear layers; max(0, x) if left out.</param>
    /// <param name="eps">Of the norms.</param>
    /// <param name="batchFirst">Whether the batch comes first and not second.</param>
    /// <param name="normFirst">Whether norms stand before attention and linear layers and not behind.</param>
    /// <param name="bias">Whether there are biases.</param>
    public TransformerDecoderLayer(
        int size, int heads, int feedForward = 2048, double dropout = 0.1, Layer? activation = null, double eps = 1e-5,
        bool batchFirst = false,
        bool normFirst = false, bool bias = true)
    {
        NormFirst = normFirst;
        SelfAttn = new MultiheadAttention(size, heads, dropout, bias, batchFirst: batchFirst);
        MultiheadAttn = new MultiheadAttention(size, heads, dropout, bias, batchFirst: batchFirst);
        Linear1 = new Linear(size, feedForward, bias);
        Dropout = new Dropout(dropout);
        Linear2 = new Linear(feedForward, size, bias);
        Norm1 = new LayerNorm(size, eps, bias: bias);
        Norm2 = new LayerNorm(size, eps, bias: bias);
        Norm3 = new LayerNorm(size, eps, bias: bias);
        Activation = activation ?? new Relu();
    }

    /// <summary>Whether norms stand first.</summary>
    public bool NormFirst { get; }

    /// <summary>The attention to the targets.</summary>
    public MultiheadAttention SelfAttn { get; }

    /// <summary>The attention to the memory.</summary>
    public MultiheadAttention MultiheadAttn { get; }

    /// <summary>To the size between.</summary>
    public Linear Linear1 { get; }

    /// <summary>Behind the activation and all parts.</summary>
    public Dropout Dropout { get; }

    /// <summary>Back.</summary>
    public Linear Linear2 { get; }

    /// <summary>Of the self-attention.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>Of the attention to the memory.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>Of the linear layers.</summary>
    public LayerNorm Norm3 { get; }

    /// <summary>Between the linear layers.</summary>
    public Layer Activation { get; }

    /// <summary>Without masks.</summary>
    public Tensor Call(Tensor target, Tensor memory) => Call(new DecoderInput(target, memory));

    /// <inheritdoc/>
    protected override Tensor Forward(DecoderInput input)
    {
        Tensor x = input.Target;
        if (NormFirst)
        {
            x += Attend(Norm1.Call(x), input);
            x += Look(Norm2.Call(x), input);
            return x + Feed(Norm3.Call(x));
        }
        x = Norm1.Call(x + Attend(x, input));
        x = Norm2.Call(x + Look(x, input));
        return Norm3.Call(x + Feed(x));
    }

    private Tensor Attend(Tensor x, in DecoderInput input) => Dropout.Call(SelfAttn.Call(
        new AttentionInput(x, x, x) { Mask = input.TargetMask, KeyPaddingMask = input.TargetPaddingMask, Causal = input.Causal }).Output);

    private Tensor Look(Tensor x, in DecoderInput input) => Dropout.Call(MultiheadAttn.Call(
        new AttentionInput(x, input.Memory, input.Memory) { Mask = input.MemoryMask, KeyPaddingMask = input.MemoryPaddingMask }).Output);

    private Tensor Feed(Tensor x) => Dropout.Call(Linear2.Call(Dropout.Call(Activation.Call(Linear1.Call(x)))));
}

/// <summary>Decoder layers one on another.</summary>
[Module]
public sealed partial class TransformerDecoder : Module<DecoderInput, Tensor>
{
    /// <summary>A stack of layers.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="norm">Behind the last one, if any.</param>
    public TransformerDecoder(IEnumerable<TransformerDecoderLayer> layers, LayerNorm? norm = null) =>
        (Layers, Norm) = (new ModuleList<TransformerDecoderLayer>(layers), norm);

    /// <summary>The layers.</summary>
    public ModuleList<TransformerDecoderLayer> Layers { get; }

    /// <summary>Behind the last one, if any.</summary>
    public LayerNorm? Norm { get; }

    /// <summary>Without masks.</summary>
    public Tensor Call(Tensor target, Tensor memory) => Call(new DecoderInput(target, memory));

    /// <inheritdoc/>
    protected override Tensor Forward(DecoderInput input)
    {
        foreach (TransformerDecoderLayer layer in Layers)
            input = input with { Target = layer.Call(input) };
        return Norm is null ? input.Target : Norm.Call(input.Target);
    }
}
