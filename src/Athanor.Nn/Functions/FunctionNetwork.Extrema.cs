namespace Athanor.Nn.Functions;

/// <summary>What a function does at a point where its derivative is 0, or at an end of its interval.</summary>
public enum ExtremumKind
{
    /// <summary>Its neighbours are higher.</summary>
    Minimum,

    /// <summary>Its neighbours are lower.</summary>
    Maximum,

    /// <summary>Level, but rising or falling on both sides.</summary>
    Saddle,
}

/// <summary>A point where a function is level, or an end of its interval.</summary>
/// <param name="X">Where.</param>
/// <param name="Value">The function there.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsEnd">Whether it is an end of the interval.</param>
public readonly record struct Extremum(double X, double Value, ExtremumKind Kind, bool IsEnd = false);

public sealed partial class FunctionNetwork
{
    /// <summary>
    /// Where a function of one number is level within an interval, in ascending order: the roots of its derivative, classified by its
    /// second derivative or, where that is 0 too, by the derivative's signs on both sides.
    /// </summary>
    /// <param name="from">The interval's lower end.</param>
    /// <param name="to">Its upper end.</param>
    /// <param name="includeEnds">Whether the ends are listed as well, as what they are among their neighbours inside.</param>
    /// <param name="steps">The number of steps in which roots of the derivative are looked for.</param>
    public IReadOnlyList<Extremum> Extrema(double from, double to, bool includeEnds = false, int steps = 1000)
    {
        double[] points = Scan(from, to, steps, "extrema");
        FunctionNetwork slope = Derivative(), curvature = slope.Derivative();
        double aside = (to - from) / steps * 1e-2;
        double flat = 1e-6 * curvature.Probe(points).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        List<Extremum> found = [.. slope.Roots(from, to, steps).Select(x => new Extremum(x, Probe(x), Classify(x)))];
        if (includeEnds)
        {
            found.RemoveAll(extremum => extremum.X - from < aside || to - extremum.X < aside);
            found.Insert(0, End(from, from + aside));
            found.Add(End(to, to - aside));
        }
        return found;

        Extremum End(double x, double inside) =>
            new(x, At(x), Probe(inside) >= Probe(x) ? ExtremumKind.Minimum : ExtremumKind.Maximum, IsEnd: true);

        ExtremumKind Classify(double x)
        {
            double bend = curvature.Probe(x);
            if (Math.Abs(bend) > flat)
                return bend > 0 ? ExtremumKind.Minimum : ExtremumKind.Maximum;
            double before = slope.Probe(x - aside), after = slope.Probe(x + aside);
            return before * after >= 0 ? ExtremumKind.Saddle : after > 0 ? ExtremumKind.Minimum : ExtremumKind.Maximum;
        }
    }
}
