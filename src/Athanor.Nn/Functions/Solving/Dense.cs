namespace Athanor.Nn.Functions;

/// <summary>The little linear algebra of a handful of variables.</summary>
internal static class Dense
{
    public static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    public static double[] Moved(double[] x, double[] direction, double length) => [.. x.Zip(direction, (a, b) => a + length * b)];

    public static double[][] Identity(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => i == j ? 1.0 : 0).ToArray())];

    /// <summary>Solves (h + damping · I)·x = b by Cholesky's factors; false where the matrix is not positive definite.</summary>
    public static bool TrySolve(double[][] h, double damping, double[] b, out double[] x)
    {
        int n = b.Length;
        double[][] l = Identity(n);
        x = (double[])b.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = h[i][j] + (i == j ? damping : 0);
                for (int k = 0; k < j; k++)
                    rest -= l[i][k] * l[j][k];
                if (i == j && !(rest > 1e-12 * Math.Abs(h[i][i])))
                    return false;
                l[i][j] = i == j ? Math.Sqrt(rest) : rest / l[j][j];
            }
        }
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
                x[i] -= l[i][k] * x[k];
            x[i] /= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
                x[i] -= l[k][i] * x[k];
            x[i] /= l[i][i];
        }
        return true;
    }
}
