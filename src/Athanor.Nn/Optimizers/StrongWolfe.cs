namespace Athanor.Nn;

/// <summary>
/// A line search to the strong Wolfe conditions: bracketing, then zooming with cubic interpolation (Nocedal and Wright 2006, algorithms 3.5
/// and 3.6, with the safeguards of minFunc).
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaxSteps = 25;

    private readonly record struct Point(double Length, double Loss, Tensor Gradient, double Slope);

    public static (double Loss, Tensor Gradient, double Length, int Evaluations) Search(
        Func<double, (double Loss, Tensor Gradient)> evaluate, double length, Tensor direction, double loss, Tensor gradient,
        double slope, double tolerance)
    {
        double size = direction.Abs().Max().Item();
        int evaluations = 0;
        var start = new Point(0, loss, gradient, slope);
        Point before = start, now = At(length);
        (Point Low, Point High)? bracket = null;
        for (int i = 0; i < MaxSteps; i++)
        {
            if (now.Loss > loss + Decrease * now.Length * slope || (i > 0 && now.Loss >= before.Loss))
            {
                bracket = (before, now);
                break;
            }
            if (Math.Abs(now.Slope) <= -Curvature * slope)
                return (now.Loss, now.Gradient, now.Length, evaluations);
            if (now.Slope >= 0)
            {
                bracket = (before, now);
                break;
            }
            double least = now.Length + 0.01 * (now.Length - before.Length), most = now.Length * 10;
            double next = Cubic(before, now, least, most);
            before = now;
            now = At(next);
        }
        Point best = Zoom(bracket ?? (start, now));
        return (best.Loss, best.Gradient, best.Length, evaluations);

        Point At(double t)
        {
            evaluations++;
            (double l, Tensor g) = evaluate(t);
            return new Point(t, l, g, (g * direction).Sum().Item());
        }

        Point Zoom((Point A, Point B) ends)
        {
            (Point low, Point high) = ends.A.Loss <= ends.B.Loss ? (ends.A, ends.B) : (ends.B, ends.A);
            bool stuck = false;
            for (int i = 0; i < MaxSteps; i++)
            {
                double left = Math.Min(low.Length, high.Length), right = Math.Max(low.Length, high.Length);
                if ((right - left) * size < tolerance)
                    break;
                double t = Cubic(low, high, left, right);
                double margin = 0.1 * (right - left);
                if (Math.Min(right - t, t - left) < margin)
                {
                    // Too near an end twice: go a tenth of the way in.
                    if (stuck || t >= right || t <= left)
                        (t, stuck) = (Math.Abs(t - right) < Math.Abs(t - left) ? right - margin : left + margin, false);
                    else
                        stuck = true;
                }
                else
                {
                    stuck = false;
                }
                Point point = At(t);
                if (point.Loss > loss + Decrease * t * slope || point.Loss >= low.Loss)
                {
                    high = point;
                    continue;
                }
                if (Math.Abs(point.Slope) <= -Curvature * slope)
                    return point;
                if (point.Slope * (high.Length - low.Length) >= 0)
                    high = low;
                low = point;
            }
            return low;
        }
    }

    /// <summary>The minimum of the cubic through two points with slopes, or the middle where it has none, within bounds.</summary>
    private static double Cubic(Point a, Point b, double least, double most)
    {
        if (a.Length > b.Length)
            (a, b) = (b, a);
        double d1 = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.Length - b.Length), square = d1 * d1 - a.Slope * b.Slope;
        if (!(square >= 0))
            return (least + most) / 2;
        double d2 = Math.Sqrt(square);
        double t = b.Length - (b.Length - a.Length) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
        return Math.Min(Math.Max(t, least), most);
    }
}
