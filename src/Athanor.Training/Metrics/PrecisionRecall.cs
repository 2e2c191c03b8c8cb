namespace Athanor.Training;

/// <summary>Of the samples taken for a class, the share that are of it.</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="averaging">How the classes become one number.</param>
public sealed class Precision(int classes, Averaging averaging = Averaging.Macro) : ClassCounts("precision", classes, averaging)
{
    private protected override double Of(double hits, double falseAlarms, double misses) => hits > 0 ? hits / (hits + falseAlarms) : 0;
}

/// <summary>Of the samples of a class, the share that was found.</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="averaging">How the classes become one number.</param>
public sealed class Recall(int classes, Averaging averaging = Averaging.Macro) : ClassCounts("recall", classes, averaging)
{
    private protected override double Of(double hits, double falseAlarms, double misses) => hits > 0 ? hits / (hits + misses) : 0;
}

/// <summary>The harmonic mean of precision and recall (van Rijsbergen 1979).</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="averaging">How the classes become one number; macro is the mean of the classes' F1.</param>
public sealed class F1(int classes, Averaging averaging = Averaging.Macro) : ClassCounts("f1", classes, averaging)
{
    private protected override double Of(double hits, double falseAlarms, double misses) =>
        hits > 0 ? 2 * hits / (2 * hits + falseAlarms + misses) : 0;
}
