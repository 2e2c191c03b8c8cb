namespace Athanor.Data;

/// <summary>A small data set in memory: numbers, a class for each sample, and what they are called.</summary>
/// <param name="Features">The values, shape (Count, SampleShape…) in C order.</param>
/// <param name="Labels">A class for each sample, positions in <paramref name="ClassNames"/>.</param>
/// <param name="SampleShape">The shape of one sample: (8, 8) for an image, (4) for four measurements.</param>
/// <param name="FeatureNames">The names of the values of one sample, in C order.</param>
/// <param name="ClassNames">The names of the classes.</param>
public sealed record LabeledSet(float[] Features, int[] Labels, int[] SampleShape, string[] FeatureNames, string[] ClassNames)
{
    /// <summary>The number of samples.</summary>
    public int Count => Labels.Length;
}
