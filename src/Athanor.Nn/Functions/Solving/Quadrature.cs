namespace Athanor.Nn.Functions;

/// <summary>
/// Gauss–Kronrod quadrature (7, 15): fifteen points give the integral over an interval, seven of them a coarser one, and the difference
/// tells how far to trust it (Kronrod 1965). Intervals of too large a difference are halved; all of a round are evaluated as one tensor.
/// </summary>
internal static class Quadrature
{
    private const int MaxIntervals = 20_000;

    private const int MaxRounds = 60;

    // The points of [−1, 1] that are not negative, outermost first; every second one is a Gauss point.
    private static readonly double[] _points =
    [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
        0.741531185599394439863864773280788, 0.586087235467691130294144691693229, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245, 0,
    ];

    private static readonly double[] _kronrod =
    [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
        0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
    ];

    private static readonly double[] _gauss =
    [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
        0.381830050505118944950369775488975, 0.417959183673469387755102040816327,
    ];

    /// <summary>The nodes and weights of a rule over several intervals as tensors.</summary>
    public static (Tensor Points, Tensor Weights) Rule(IReadOnlyList<(double From, double To)> intervals)
    {
        var points = new double[15 * intervals.Count];
        var weights = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            (double from, double to) = intervals[i / 15];
            (double point, double weight, _) = Node(i % 15);
            points[i] = (from + to) / 2 + (to - from) / 2 * point;
            weights[i] = weight * (to - from) / 2;
        }
        return (Tensor.From(points), Tensor.From(weights));
    }

    /// <summary>
    /// Integrates several functions over [0, 1] at once: <paramref name="integrand"/> takes points (n) and gives values (n, functions).
    /// </summary>
    /// <returns>The intervals that were enough for every function, the integrals, the largest error and the number of points.</returns>
    /// <exception cref="TensorException">A value is not finite, or the tolerance is not reached.</exception>
    public static (List<(double From, double To)> Intervals, double[] Values, double Error, int Evaluations) Adapt(
        Func<Tensor, Tensor> integrand, double tolerance)
    {
        var done = new List<Piece>();
        List<(double From, double To)> open = [(0, 1)];
        int evaluations = 0;
        for (int round = 0; ; round++)
        {
            done.AddRange(Evaluate(integrand, open));
            evaluations += 15 * open.Count;
            double error = done.Sum(piece => piece.Error), scale = Enumerable.Range(0, done[0].Values.Length)
                .Select(i => Math.Abs(done.Sum(piece => piece.Values[i]))).DefaultIfEmpty(0).Max();
            double allowed = tolerance * Math.Max(1, scale);
            if (error <= allowed)
                return ([.. done.Select(piece => (piece.From, piece.To))], Total(done), error, evaluations);
            if (round == MaxRounds || done.Count > MaxIntervals || done.TrueForAll(piece => piece.To - piece.From < 1e-15))
            {
                throw new TensorException(
                    "integrate", $"did not converge: the error is still about {error:0.0e+0} after {evaluations} points, "
                    + $"expected at most {allowed:0.0e+0}");
            }
            List<Piece> poor = [.. done.Where(piece => piece.Error > allowed / done.Count)];
            done = [.. done.Except(poor)];
            open = [.. poor.SelectMany(Halves)];
        }
    }

    private static IEnumerable<(double, double)> Halves(Piece piece)
    {
        double middle = (piece.From + piece.To) / 2;
        return [(piece.From, middle), (middle, piece.To)];
    }

    private static Piece[] Evaluate(Func<Tensor, Tensor> integrand, List<(double From, double To)> intervals)
    {
        using TensorScope scope = TensorScope.Begin("Quadrature");
        Tensor values = integrand(Rule(intervals).Points);
        int functions = values.Shape[1];
        double[] all = values.ToArray<double>();
        if (Array.FindIndex(all, value => !double.IsFinite(value)) >= 0)
            throw new TensorException("integrate", "did not converge: the function is not finite at a point of the interval");
        var pieces = new Piece[intervals.Count];
        for (int p = 0; p < pieces.Length; p++)
        {
            (double from, double to) = intervals[p];
            var integrals = new double[functions];
            double worst = 0;
            for (int f = 0; f < functions; f++)
            {
                double fine = 0, coarse = 0;
                for (int i = 0; i < 15; i++)
                {
                    (_, double weight, double gauss) = Node(i);
                    double value = all[(15 * p + i) * functions + f];
                    fine += weight * value;
                    coarse += gauss * value;
                }
                integrals[f] = fine * (to - from) / 2;
                worst = Math.Max(worst, Math.Abs(fine - coarse) * (to - from) / 2);
            }
            pieces[p] = new Piece(from, to, integrals, worst);
        }
        return pieces;
    }

    private static (double Point, double Weight, double Gauss) Node(int i)
    {
        int half = Math.Min(i, 14 - i);
        return (i < 7 ? -_points[half] : _points[half], _kronrod[half], half % 2 == 1 ? _gauss[half / 2] : 0);
    }

    private static double[] Total(List<Piece> pieces)
    {
        var total = new double[pieces[0].Values.Length];
        foreach (Piece piece in pieces)
        {
            for (int i = 0; i < total.Length; i++)
                total[i] += piece.Values[i];
        }
        return total;
    }

    private sealed record Piece(double From, double To, double[] Values, double Error);
}
