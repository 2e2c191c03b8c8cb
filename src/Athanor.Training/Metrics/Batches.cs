namespace Athanor.Training;

/// <summary>What metrics share in reading a batch.</summary>
internal static class Batches
{
    /// <summary>Throws where there is not one target a prediction.</summary>
    public static void SameCount(long predictions, long targets)
    {
        if (predictions != targets)
            throw new ArgumentException($"Expected one target a prediction, got {predictions} predictions and {targets} targets.");
    }

    /// <summary>
    /// Probabilities float64 (N, C, …) of scores (N, C, …), or (N, 2) of one score a sample: those given, or softmax and sigmoid of logits.
    /// </summary>
    public static Tensor Probabilities(Tensor prediction, bool given)
    {
        Tensor scores = prediction.To(DType.Float64);
        if (scores.Rank >= 2 && scores.Shape[1] > 1)
            return given ? scores : scores.Softmax(1);
        Tensor one = scores.Reshape(-1, 1);
        Tensor own = given ? one : one.Sigmoid();
        return Tensor.Cat([1 - own, own], 1);
    }

    /// <summary>Class scores laid out sample by sample: (N, C, …) as N · … rows of C.</summary>
    public static (double[] Values, int Width) Rows(Tensor scores) =>
        (scores.MoveDim(1, -1).Contiguous().ToArray<double>(), scores.Shape[1]);
}
