namespace Athanor.TestKit;

/// <summary>How far results are from what was expected.</summary>
public static class Deviation
{
    /// <summary>
    /// The largest difference, relative to the root mean square of what was expected, or absolute where that is all 0. Infinite if a value
    /// is NaN or infinite on one side only.
    /// </summary>
    /// <param name="actual">What came.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="digits">To how many significant digits the expected values were rounded: differences that this explains are none.</param>
    /// <param name="smallest">The root mean square up to which values count as 0: the least that the element type can tell from it.</param>
    public static double Relative(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, int digits = 17, double smallest = 0)
    {
        double rms = RootMeanSquare(expected), largest = 0;
        for (int i = 0; i < expected.Length; i++)
            largest = Math.Max(largest, Of(actual[i], expected[i], digits));
        return rms > smallest ? largest / rms : largest;
    }

    /// <summary>The difference of two numbers beyond what rounding the second to some digits explains; 0 for equal infinities and two NaN.</summary>
    public static double Of(double actual, double expected, int digits = 17)
    {
        if (actual == expected || (double.IsNaN(actual) && double.IsNaN(expected)))
            return 0;
        double difference = Math.Abs(actual - expected);
        return double.IsFinite(difference) ? Math.Max(0, difference - HalfUnit(expected, digits)) : double.PositiveInfinity;
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

    private static double HalfUnit(double value, int digits) =>
        value == 0 || digits >= 17 ? 0 : 0.5 * Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) + 1 - digits);
}
