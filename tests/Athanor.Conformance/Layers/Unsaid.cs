namespace Athanor.Conformance.Layers;

/// <summary>
/// How cases were constructed whose module does not print all of its arguments: PyTorch leaves out, among others, the heads of an
/// attention, the label smoothing of a loss and the corners of an upsampling. From the reference's make_layers.py, by the case's name.
/// </summary>
internal static class Unsaid
{
    private static readonly Dictionary<string, string> _constructors = new()
    {
        ["rnn-relu"] = "RNN(5, 6, nonlinearity='relu')",
        ["multihead-attention"] = "MultiheadAttention(8, 2, batch_first=True)",
        ["transformer-encoder-layer"] = "TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)",
        ["transformer-encoder-layer-prenorm-gelu"] = "TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True, norm_first=True, activation='gelu')",
        ["transformer-decoder-layer"] = "TransformerDecoderLayer(8, 2, 16, dropout=0.0, batch_first=True)",
        ["transformer"] = "Transformer(8, 2, 2, 2, 16, dropout=0.0, batch_first=True)",
        ["spectral-norm-linear"] = "SpectralNorm.Linear(6, 5)",
        ["weight-norm-conv1d"] = "WeightNorm.Conv1d(6, 5, 3)",
        ["avg-pool2d-no-pad-count"] = "AvgPool2d(3, 2, 1, count_include_pad=False)",
        ["upsample-bilinear-corners"] = "Upsample(size=(20, 17), mode='bilinear', align_corners=True)",
        ["loss-smooth-l1"] = "SmoothL1Loss(beta=0.5)",
        ["loss-huber"] = "HuberLoss(delta=0.7)",
        ["loss-cross-entropy-smoothed"] = "CrossEntropyLoss(label_smoothing=0.1)",
        ["loss-cross-entropy-sum"] = "CrossEntropyLoss(reduction='sum')",
        ["loss-kl-div"] = "KLDivLoss(reduction='batchmean')",
    };

    /// <summary>The constructor's call, or null if the module prints all there is.</summary>
    public static string? Constructor(string caseName) => _constructors.GetValueOrDefault(caseName.Replace("torch.nn.", ""));
}
