using System.Globalization;

namespace Athanor.Training;

/// <summary>Numbers as people read them.</summary>
internal static class Texts
{
    /// <summary>Four digits, small and large numbers in scientific notation.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        return size is not 0 and (< 1e-3 or >= 1e6)
            ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : value.ToString(size >= 100 ? "0.#" : size >= 10 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>A share as a percentage, where the metric is one.</summary>
    public static string Measure(string name, double value) =>
        name is "accuracy" || name.StartsWith("top_", StringComparison.Ordinal) ? Percent(value) : Number(value);

    public static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Duration(double seconds) => seconds switch
    {
        < 10 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 120 => seconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 7200 => FormattableString.Invariant($"{(int)seconds / 60} min {(int)seconds % 60} s"),
        _ => FormattableString.Invariant($"{(int)seconds / 3600} h {(int)seconds / 60 % 60} min"),
    };

    /// <summary>"valid loss 0.0512", "valid accuracy 98.61 %".</summary>
    public static IEnumerable<string> Measures(string part, double loss, IReadOnlyDictionary<string, double> metrics)
    {
        string lead = part.Length > 0 ? part + " " : "";
        return metrics.Select(m => $"{lead}{m.Key.Replace('_', ' ')} {Measure(m.Key, m.Value)}").Prepend($"{lead}loss {Number(loss)}");
    }
}
