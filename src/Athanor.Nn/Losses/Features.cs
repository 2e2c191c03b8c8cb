using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>What losses share that compare what a network sees in two images. The network's parameters are not the loss's: it is a judge.</summary>
public abstract class FeatureLoss : Loss
{
    private readonly Func<Tensor, IReadOnlyList<Tensor>> _features;
    private readonly double[]? _weights;

    private protected FeatureLoss(Func<Tensor, IReadOnlyList<Tensor>> features, IReadOnlyList<double>? weights, Reduction reduction)
        : base(reduction) => (_features, _weights) = (features, weights is null ? null : [.. weights]);

    /// <summary>How far one layer's features (N, …) are apart, for each example (N).</summary>
    private protected abstract Tensor Distance(Tensor input, Tensor target);

    /// <inheritdoc/>
    protected override Tensor Of(Tensor input, Tensor target)
    {
        IReadOnlyList<Tensor> wanted;
        using (GradMode.NoGrad())
            wanted = _features(target.Detach());
        IReadOnlyList<Tensor> seen = _features(input);
        string op = GetType().Name;
        if (seen.Count == 0 || seen.Count != wanted.Count || (_weights is not null && _weights.Length != seen.Count))
            throw new TensorException(op, $"expected as many features of both images as weights, got {seen.Count}, {wanted.Count} and {_weights?.Length ?? seen.Count}");
        Tensor? sum = null;
        for (int i = 0; i < seen.Count; i++)
        {
            if (seen[i].Rank < 2 || seen[i].Shape != wanted[i].Shape)
                throw new TensorException(op, $"expected features (N, …) of one shape, got {seen[i].Shape} and {wanted[i].Shape}");
            Tensor distance = Distance(seen[i], wanted[i]) * (_weights?[i] ?? 1);
            sum = sum is null ? distance : sum + distance;
        }
        return Reduction switch
        {
            Reduction.None => sum!,
            Reduction.Mean => sum!.Mean(),
            Reduction.Sum => sum!.Sum(),
            _ => throw new TensorException(op, $"the reduction must be None, Mean or Sum, got {Reduction}"),
        };
    }
}

/// <summary>
/// The mean squared differences of what the layers of a network see in two images (N, …), summed over layers, one for each image (Johnson, Alahi
/// and Fei-Fei 2016).
/// </summary>
/// <param name="features">From images to features (N, …) of some layers.</param>
/// <param name="weights">What each layer weighs; 1 if left out.</param>
/// <param name="reduction">What becomes of the losses of single images.</param>
public sealed class PerceptualLoss(Func<Tensor, IReadOnlyList<Tensor>> features, IReadOnlyList<double>? weights = null, Reduction reduction = Reduction.Mean)
    : FeatureLoss(features, weights, reduction)
{
    private protected override Tensor Distance(Tensor input, Tensor target) => (input - target).Square().Flatten(1).Mean(1);
}

/// <summary>
/// The squared differences of the Gram matrices of what the layers of a network see in two images (N, …), summed over elements and layers, one
/// for each image (Gatys, Ecker and Bethge 2016, with the scale of Johnson, Alahi and Fei-Fei 2016).
/// </summary>
/// <param name="features">From images to features (N, C, …) of some layers.</param>
/// <param name="weights">What each layer weighs; 1 if left out.</param>
/// <param name="reduction">What becomes of the losses of single images.</param>
public sealed class StyleLoss(Func<Tensor, IReadOnlyList<Tensor>> features, IReadOnlyList<double>? weights = null, Reduction reduction = Reduction.Mean)
    : FeatureLoss(features, weights, reduction)
{
    /// <summary>The products (N, C, C) of the channels of (N, C, spatial…), divided by the number of elements of an image.</summary>
    /// <exception cref="TensorException">There are no spatial dimensions.</exception>
    public static Tensor Gram(Tensor features)
    {
        if (features.Rank < 3)
            throw new TensorException("gram", $"expected features (N, C, spatial…), got {features.Shape}");
        Tensor flat = features.Flatten(2);
        return flat.MatMul(flat.MT) / (double)Math.Max(1, flat.Shape[1] * (long)flat.Shape[2]);
    }

    private protected override Tensor Distance(Tensor input, Tensor target) => (Gram(input) - Gram(target)).Square().Sum([1, 2]);
}
