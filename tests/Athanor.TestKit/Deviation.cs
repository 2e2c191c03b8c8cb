namespace Athanor.TestKit;

/// <summary>How far results are from what was expected.</summary>
public static class Deviation
{
    /// <summary>
    /// The largest difference, relative to the root mean square of what was expected, or absolute where that is all 0. Infinite if a value
    /// is NaN or infinite on one side only.
    /// </summary>
    public static double Relative(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        double rms = RootMeanSquare(expected), largest = 0;
        for (int i = 0; i < expected.Length; i++)
            largest = Math.Max(largest, Of(actual[i], expected[i]));
        return rms > 0 ? largest / rms : largest;
    }

    /// <summary>The difference of two numbers; 0 for equal infinities and two NaN.</summary>
    public static double Of(double actual, double expected)
    {
        if (actual == expected || (double.IsNaN(actual) && double.IsNaN(expected)))
            return 0;
        double difference = Math.Abs(actual - expected);
        return double.IsFinite(difference) ? difference : double.PositiveInfinity;
    }

    /// <summary>√(mean of squares), of finite values.</summary>
    public static double RootMeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0;
        int finite = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                continue;
            sum += value * value;
            finite++;
        }
        return finite > 0 ? Math.Sqrt(sum / finite) : 0;
    }
}
