using System.Globalization;

namespace Athanor.Conformance.Engine;

/// <summary>A result differs from what was expected; the message has the figure and the bound.</summary>
public sealed class Mismatch(string message) : Exception(message)
{
    /// <summary>Throws if a figure is above its bound, or NaN.</summary>
    public static void Above(string what, double figure, double bound)
    {
        if (!(figure <= bound))
            throw new Mismatch(string.Create(CultureInfo.InvariantCulture, $"{what}: {figure:0.00e+0} > {bound:0e+0}"));
    }

    /// <summary>Throws if two things that are compared exactly differ.</summary>
    public static void Unequal<T>(string what, T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
            throw new Mismatch($"{what}: expected {expected}, got {actual}");
    }
}
