using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>What a transformer reads.</summary>
/// <param name="Source">(sources, batch, size), or (batch, sources, size) if it is batch first.</param>
/// <param name="Target">(targets, batch, size), likewise.</param>
/// <param name="SourceMask">Which sources the encoder may not see, (sources, sources): see <see cref="AttentionInput.Mask"/>.</param>
/// <param name="TargetMask">Which targets the decoder may not see, (targets, targets).</param>
/// <param name="MemoryMask">Which sources the decoder may not see, (targets, sources).</param>
/// <param name="SourcePaddingMask">Which sources are padding to the encoder, (batch, sources).</param>
/// <param name="TargetPaddingMask">Which targets are padding, (batch, targets).</param>
/// <param name="MemoryPaddingMask">Which sources are padding to the decoder, (batch, sources).</param>
/// <param name="Causal">Whether a target sees only itself and those before it.</param>
public readonly record struct TransformerInput(
    Tensor Source, Tensor Target, Tensor? SourceMask = null, Tensor? TargetMask = null, Tensor? MemoryMask = null,
    Tensor? SourcePaddingMask = null, Tensor? TargetPaddingMask = null, Tensor? MemoryPaddingMask = null, bool Causal = false);

/// <summary>An encoder and a decoder (Attention Is All You Need, Vaswani et al. 2017); names and options as in PyTorch.</summary>
[Module]
public sealed partial class Transformer : Module<TransformerInput, Tensor>
{
    /// <summary>A transformer whose matrices are initialised after Glorot and Bengio.</summary>
    /// <param name="size">The size of each element.</param>
    /// <param name="heads">How many heads.</param>
    /// <param name="encoderLayers">Layers of the encoder.</param>
    /// <param name="decoderLayers">Layers of the decoder.</param>
    /// <param name="feedForward">The size between the linear layers.</param>
    /// <param name="dropout">The share dropped in training.</param>
    /// <param name="activation">Between the linear layers; max(0, x) if left out.</param>
    /// <param name="eps">Of the norms.</param>
    /// <param name="batchFirst">Whether the batch comes first and not second.</param>
    /// <param name="normFirst">Whether norms stand before attention and linear layers and not behind.</param>
    /// <param name="bias">Whether there are biases.</param>
    public Transformer(
        int size = 512, int heads = 8, int encoderLayers = 6, int decoderLayers = 6, int feedForward = 2048, double dropout = 0.1,
        Layer? activation = null, double eps = 1e-5, bool batchFirst = false, bool normFirst = false, bool bias = true)
    {
        Encoder = new TransformerEncoder(
            Enumerable.Range(0, encoderLayers).Select(_ => new TransformerEncoderLayer(
                size, heads, feedForward, dropout, activation, eps, batchFirst, normFirst, bias)),
            new LayerNorm(size, eps, bias: bias));
        Decoder = new TransformerDecoder(
            Enumerable.Range(0, decoderLayers).Select(_ => new TransformerDecoderLayer(
                size, heads, feedForward, dropout, activation, eps, batchFirst, normFirst, bias)),
            new LayerNorm(size, eps, bias: bias));
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach (Parameter parameter in Parameters())
            if (parameter.Rank > 1 && parameter.Device.Kind != DeviceKind.Meta)
                parameter.CopyFrom(Init.XavierUniform(parameter.Shape));
    }

    /// <summary>Reads the source.</summary>
    public TransformerEncoder Encoder { get; }

    /// <summary>Reads the target and what the encoder gave.</summary>
    public TransformerDecoder Decoder { get; }

    /// <summary>Without masks.</summary>
    public Tensor Call(Tensor source, Tensor target) => Call(new TransformerInput(source, target));

    /// <inheritdoc/>
    protected override Tensor Forward(TransformerInput input)
    {
        Tensor memory = Encoder.Call(new EncoderInput(input.Source, input.SourceMask, input.SourcePaddingMask));
        return Decoder.Call(new DecoderInput(
            input.Target, memory, input.TargetMask, input.MemoryMask, input.TargetPaddingMask, input.MemoryPaddingMask, input.Causal));
    }
}
