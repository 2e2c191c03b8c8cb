namespace Athanor.Training;

/// <summary>
/// The Fréchet distance (squared) of two sets of features taken as Gaussians, |μ₁ − μ₂|² + tr(C₁ + C₂ − 2 (C₁ C₂)^½) (Dowson and Landau
/// 1982); over features of an Inception network it is the FID of Heusel et al. (2017). Predictions are features (N, D) of what a model
/// made, targets those (M, D) of real samples; either may be an empty batch. Covariances divide by N − 1 and need two samples a side.
/// </summary>
public sealed class FrechetDistance : IMetric
{
    private Moments _made = new();
    private Moments _real = new();

    /// <inheritdoc/>
    public string Name => "frechet_distance";

    /// <inheritdoc/>
    public bool HigherIsBetter => false;

    /// <inheritdoc/>
    public double Value
    {
        get
        {
            if (_made.Count < 2 || _real.Count < 2)
                return double.NaN;
            using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
            using TensorScope scope = TensorScope.Begin("frechet_distance");
            Tensor made = _made.Covariance, real = _real.Covariance;

            // C₁ C₂ is not symmetric, but has the eigenvalues of C₁^½ C₂ C₁^½, which is.
            (Tensor values, Tensor vectors) = Linalg.Eigh(made);
            Tensor root = (vectors * values.Clamp(0).Sqrt()).MatMul(vectors.Transpose(0, 1));
            Tensor inner = root.MatMul(real).MatMul(root);
            double cross = Linalg.EigValsH((inner + inner.Transpose(0, 1)) / 2).Clamp(0).Sqrt().Sum().Item();
            double apart = _made.Mean.Zip(_real.Mean, (a, b) => (a - b) * (a - b)).Sum();
            return Math.Max(0, apart + _made.Trace + _real.Trace - 2 * cross);
        }
    }

    /// <inheritdoc/>
    public double[] State
    {
        get => [_made.Mean.Length, .. _made.State, _real.Mean.Length, .. _real.State];
        set
        {
            int width = (int)value[0], split = width == 0 ? 2 : 2 + width + width * width;
            _made = Moments.From(value.AsSpan(1, split - 1), width);
            _real = Moments.From(value.AsSpan(split + 1), (int)value[split]);
        }
    }

    /// <inheritdoc/>
    public void Add(Tensor prediction, Tensor target)
    {
        AddMade(prediction);
        AddReal(target);
    }

    /// <summary>Takes in features (N, D) of what a model made.</summary>
    public void AddMade(Tensor features) => _made.Add(features);

    /// <summary>Takes in features (N, D) of real samples.</summary>
    public void AddReal(Tensor features) => _real.Add(features);

    /// <inheritdoc/>
    public void Reset() => (_made, _real) = (new(), new());
}
