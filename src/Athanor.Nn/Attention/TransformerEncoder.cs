namespace Athanor.Nn;

/// <summary>What an encoder reads.</summary>
/// <param name="Input">(time, batch, size), or (batch, time, size) if the layer is batch first.</param>
/// <param name="Mask">What may not be seen, (time, time): see <see cref="AttentionInput.Mask"/>.</param>
/// <param name="PaddingMask">Which elements are padding, (batch, time).</param>
/// <param name="Causal">Whether an element sees only itself and those before it.</param>
public readonly record struct EncoderInput(Tensor Input, Tensor? Mask = null, Tensor? PaddingMask = null, bool Causal = false);

/// <summary>Self-attention and two linear layers, each with a residual and a norm (Vaswani et al. 2017); names as in PyTorch.</summary>
[Module]
public sealed partial class TransformerEncoderLayer : Module<EncoderInput, Tensor>
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
    public TransformerEncoderLayer(
        int size, int heads, int feedForward = 2048, double dropout = 0.1, Layer? activation = null, double eps = 1e-5,
        bool batchFirst = false,
        bool normFirst = false, bool bias = true)
    {
        NormFirst = normFirst;
        SelfAttn = new MultiheadAttention(size, heads, dropout, bias, batchFirst: batchFirst);
        Linear1 = new Linear(size, feedForward, bias);
        Dropout = new Dropout(dropout);
        Linear2 = new Linear(feedForward, size, bias);
        Norm1 = new LayerNorm(size, eps, bias: bias);
        Norm2 = new LayerNorm(size, eps, bias: bias);
        Activation = activation ?? new Relu();
    }

    /// <summary>Whether norms stand first.</summary>
    public bool NormFirst { get; }

    /// <summary>The attention.</summary>
    public MultiheadAttention SelfAttn { get; }

    /// <summary>To the size between.</summary>
    public Linear Linear1 { get; }

    /// <summary>Behind the activation and both parts.</summary>
    public Dropout Dropout { get; }

    /// <summary>Back.</summary>
    public Linear Linear2 { get; }

    /// <summary>Of the attention.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>Of the linear layers.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>Between the linear layers.</summary>
    public Layer Activation { get; }

    /// <summary>Without masks.</summary>
    public Tensor Call(Tensor input) => Call(new EncoderInput(input));

    /// <inheritdoc/>
    protected override Tensor Forward(EncoderInput input)
    {
        Tensor x = input.Input;
        if (NormFirst)
        {
            x += Attend(Norm1.Call(x), input);
            return x + Feed(Norm2.Call(x));
        }
        x = Norm1.Call(x + Attend(x, input));
        return Norm2.Call(x + Feed(x));
    }

    private Tensor Attend(Tensor x, in EncoderInput input) => Dropout.Call(SelfAttn.Call(
        new AttentionInput(x, x, x) { Mask = input.Mask, KeyPaddingMask = input.PaddingMask, Causal = input.Causal }).Output);

    private Tensor Feed(Tensor x) => Dropout.Call(Linear2.Call(Dropout.Call(Activation.Call(Linear1.Call(x)))));
}

/// <summary>Encoder layers one on another.</summary>
[Module]
public sealed partial class TransformerEncoder : Module<EncoderInput, Tensor>
{
    /// <summary>A stack of layers.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="norm">Behind the last one, if any.</param>
    public TransformerEncoder(IEnumerable<TransformerEncoderLayer> layers, LayerNorm? norm = null) =>
        (Layers, Norm) = (new ModuleList<TransformerEncoderLayer>(layers), norm);

    /// <summary>The layers.</summary>
    public ModuleList<TransformerEncoderLayer> Layers { get; }

    /// <summary>Behind the last one, if any.</summary>
    public LayerNorm? Norm { get; }

    /// <summary>Without masks.</summary>
    public Tensor Call(Tensor input) => Call(new EncoderInput(input));

    /// <inheritdoc/>
    protected override Tensor Forward(EncoderInput input)
    {
        foreach (TransformerEncoderLayer layer in Layers)
            input = input with { Input = layer.Call(input) };
        return Norm is null ? input.Input : Norm.Call(input.Input);
    }
}
