namespace Athanor.Nn.Functions;

public sealed partial class FunctionNetwork
{
    /// <summary>The root between two points at which the function has different signs.</summary>
    /// <exception cref="TensorException">The signs are the same, or they change at a pole rather than a root.</exception>
    public double Root(double from, double to)
    {
        RequireOneNumber("root");
        double a = At(from), b = At(to);
        if (a == 0 || b == 0)
            return a == 0 ? from : to;
        if (a > 0 == b > 0)
        {
            throw new TensorException(
                "root", $"no sign change: the function is {FunctionNode.Text(a)} at {FunctionNode.Text(from)} "
                + $"and {FunctionNode.Text(b)} at {FunctionNode.Text(to)}");
        }
        return RootBetween(from, to, a, b, Derivative())
            ?? throw new TensorException(
                "root", $"the sign changes at a pole between {FunctionNode.Text(from)} and {FunctionNode.Text(to)}, not at a root");
    }

    /// <summary>
    /// All roots of an interval in ascending order: those where the sign changes between neighbours of a scan, and those where the graph
    /// only touches zero. Roots closer together than the scan's steps may be missed.
    /// </summary>
    /// <param name="from">The interval's lower end.</param>
    /// <param name="to">Its upper end.</param>
    /// <param name="steps">The number of steps of the scan.</param>
    public IReadOnlyList<double> Roots(double from, double to, int steps = 1000)
    {
        double[] points = Scan(from, to, steps, "roots"), values = Probe(points);
        FunctionNetwork slope = Derivative();
        List<double> roots = Crossings(points, values, slope);
        double zero = 1e-12 * Math.Max(values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max(), double.Epsilon);
        double[] slopes = slope.Probe(points);
        if (Array.Exists(values, value => value != 0))
            roots.AddRange(slope.Crossings(points, slopes, slope.Derivative()).Where(x => Math.Abs(Probe(x)) <= zero));
        return Distinct(roots, (to - from) / steps * 1e-3);
    }

    internal static List<double> Distinct(List<double> sorted, double apart)
    {
        sorted.Sort();
        var kept = new List<double>();
        foreach (double x in sorted)
        {
            if (kept.Count == 0 || x - kept[^1] > apart)
                kept.Add(x);
        }
        return kept;
    }

    // Where values of a scan are 0 or change their sign, found exactly.
    private List<double> Crossings(double[] points, double[] values, FunctionNetwork slope)
    {
        var roots = new List<double>();
        for (int i = 0; i < points.Length; i++)
        {
            bool inside = (i == 0 || values[i - 1] != 0) && (i == points.Length - 1 || values[i + 1] != 0);
            if (values[i] == 0 && inside)                                 // where it stays 0 there are no single roots
                roots.Add(points[i]);
            if (i > 0 && values[i] * values[i - 1] < 0
                && RootBetween(points[i - 1], points[i], values[i - 1], values[i], slope) is { } root)
                roots.Add(root);
        }
        return roots;
    }

    // Brent's root with a last step of Newton's; null if the sign changed where the function grows beyond the ends.
    private double? RootBetween(double from, double to, double a, double b, FunctionNetwork slope)
    {
        double x = Brent.Root(Probe, from, to, a, b), fx = Probe(x), polished = x - fx / slope.Probe(x);
        if (polished >= Math.Min(from, to) && polished <= Math.Max(from, to) && Math.Abs(Probe(polished)) < Math.Abs(fx))
            x = polished;
        return Math.Abs(Probe(x)) <= Math.Max(Math.Abs(a), Math.Abs(b)) ? x : null;
    }

    private double[] Scan(double from, double to, int steps, string purpose)
    {
        RequireOneNumber(purpose);
        if (!(from < to) || !double.IsFinite(to - from) || steps < 1)
            throw new TensorException(purpose, $"expected a finite interval and at least one step, got [{from}, {to}] and {steps}");
        return [.. Enumerable.Range(0, steps + 1).Select(i => from + (to - from) * i / steps)];
    }
}
