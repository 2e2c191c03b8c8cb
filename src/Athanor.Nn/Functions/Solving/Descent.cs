namespace Athanor.Nn.Functions;

/// <summary>Says which way to go downhill.</summary>
internal interface IDescent
{
    double[] Direction(double[] x, double[] slope);

    void Learn(double[] x, double[] next, double[] slope, double[] nextSlope);
}

/// <summary>−H⁻¹·g with the second derivatives H, to which a multiple of the identity is added until they lead downhill.</summary>
internal sealed class NewtonDescent(IReadOnlyList<FunctionNetwork>[] hessian) : IDescent
{
    public double[] Direction(double[] x, double[] slope)
    {
        double[][] h = Array.ConvertAll(hessian, row => row.Select(entry => entry.At(x)).ToArray());
        double[] downhill = Array.ConvertAll(slope, partial => -partial);
        double size = Math.Max(h.Max(row => row.Max(Math.Abs)), 1e-12);
        for (double damping = 0; ; damping = Math.Max(10 * damping, 1e-4 * size))
        {
            if (Dense.TrySolve(h, damping, downhill, out double[] direction))
                return direction;
        }
    }

    public void Learn(double[] x, double[] next, double[] slope, double[] nextSlope)
    {
    }
}

/// <summary>−B·g, where B is an estimate of H⁻¹ that each step's change of the gradient improves.</summary>
internal sealed class BfgsDescent(int count) : IDescent
{
    private double[][] _inverse = Dense.Identity(count);

    public double[] Direction(double[] x, double[] slope)
    {
        double[] direction = Array.ConvertAll(_inverse, row => -Dense.Dot(row, slope));
        if (Dense.Dot(direction, slope) < 0)
            return direction;
        _inverse = Dense.Identity(count);
        return Array.ConvertAll(slope, partial => -partial);
    }

    public void Learn(double[] x, double[] next, double[] slope, double[] nextSlope)
    {
        double[] s = Dense.Moved(next, x, -1), y = Dense.Moved(nextSlope, slope, -1);
        double sy = Dense.Dot(s, y);
        // Where the curvature along the step is not positive there is nothing to learn about a minimum.
        if (sy <= 1e-14 * Math.Sqrt(Dense.Dot(s, s) * Dense.Dot(y, y)))
            return;
        double[] by = Array.ConvertAll(_inverse, row => Dense.Dot(row, y));
        double along = (1 + Dense.Dot(y, by) / sy) / sy;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                _inverse[i][j] += along * s[i] * s[j] - (by[i] * s[j] + s[i] * by[j]) / sy;
        }
    }
}
