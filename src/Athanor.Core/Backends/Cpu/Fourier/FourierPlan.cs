namespace Athanor.Backends.Cpu;

/// <summary>
/// A discrete Fourier transform of one length on interleaved complex doubles: Stockham's self-sorting passes (Cochran et al. 1967) of radix
/// 4, 2, 3, 5 and up to 13, and Bluestein's convolution for lengths with larger primes.
/// </summary>
internal sealed unsafe class FourierPlan
{
    private const int LargestRadix = 13;

    private readonly int _n;
    private readonly int[] _radices;
    private readonly double[] _roots; // cos and sin of 2πk/n
    private readonly FourierPlan? _convolution;
    private readonly double[] _chirp = [];
    private readonly double[] _spectrum = [];

    public FourierPlan(int n)
    {
        _n = n;
        _roots = Roots(n);
        var radices = new List<int>();
        int rest = n;
        foreach (int p in (ReadOnlySpan<int>)[4, 2, 3, 5, 7, 11, LargestRadix])
            for (; rest % p == 0 && rest > 1; rest /= p)
                radices.Add(p);
        _radices = rest == 1 ? radices.ToArray() : [];
        if (rest == 1)
            return;

        // Bluestein 1970: jk = (j² + k² − (k − j)²) / 2 makes the transform a convolution with a chirp.
        int length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * n - 1));
        _convolution = new FourierPlan(length);
        _chirp = new double[2 * n];
        double[] halves = Roots(2 * n);
        for (long k = 0; k < n; k++)
        {
            long place = k * k % (2L * n);
            (_chirp[2 * k], _chirp[2 * k + 1]) = (halves[2 * place], halves[2 * place + 1]);
        }
        _spectrum = new double[2 * length];
        for (int k = 0; k < n; k++)
        {
            int mirror = k == 0 ? 0 : length - k;
            (_spectrum[2 * k], _spectrum[2 * k + 1]) = (_spectrum[2 * mirror], _spectrum[2 * mirror + 1]) =
                (_chirp[2 * k], _chirp[2 * k + 1]);
        }
        using var work = new Doubles(_convolution.WorkSize);
        fixed (double* spectrum = _spectrum)
            _convolution.Run(spectrum, work.P, inverse: false);
    }

    /// <summary>How many doubles of scratch <see cref="Run"/> needs.</summary>
    public long WorkSize => _convolution is null ? 2L * _n : 2L * _convolution._n + _convolution.WorkSize;

    /// <summary>Transforms n complex numbers in place, without a factor: e^(−2πi jk/n), or + for the inverse.</summary>
    public void Run(double* x, double* work, bool inverse)
    {
        if (inverse)
            Conjugate(x);
        if (_convolution is null)
            Stockham(x, work);
        else
            Bluestein(x, work);
        if (inverse)
            Conjugate(x);
    }

    private static double[] Roots(int n)
    {
        var roots = new double[2 * (long)n];
        for (int k = 0; k < n; k++)
        {
            // Reduced to the first eighth of the circle, where sine and cosine are most exact.
            int octant = (int)(8L * k / n);
            long eighths = 8L * k - (long)octant * n;
            double angle = 2 * Math.PI * (octant % 2 == 0 ? eighths : n - eighths) / (8.0 * n);
            (double sin, double cos) = Math.SinCos(angle);
            if (octant % 4 is 1 or 2)
                (sin, cos) = (cos, sin);
            (roots[2 * k], roots[2 * k + 1]) = (octant is >= 2 and < 6 ? -cos : cos, octant >= 4 ? -sin : sin);
        }
        return roots;
    }

    private void Conjugate(double* x)
    {
        for (long i = 0; i < _n; i++)
            x[2 * i + 1] = -x[2 * i + 1];
    }

    private void Bluestein(double* x, double* work)
    {
        int length = _convolution!._n;
        double* y = work;
        new Span<double>(y, 2 * length).Clear();
        for (int k = 0; k < _n; k++)
        {
            double c = _chirp[2 * k], s = _chirp[2 * k + 1];
            (y[2 * k], y[2 * k + 1]) = (x[2 * k] * c + x[2 * k + 1] * s, x[2 * k + 1] * c - x[2 * k] * s);
        }
        _convolution.Run(y, work + 2L * length, inverse: false);
        for (int k = 0; k < length; k++)
        {
            double c = _spectrum[2 * k], s = _spectrum[2 * k + 1];
            (y[2 * k], y[2 * k + 1]) = (y[2 * k] * c - y[2 * k + 1] * s, y[2 * k] * s + y[2 * k + 1] * c);
        }
        _convolution.Run(y, work + 2L * length, inverse: true);
        double scale = 1.0 / length;
        for (int k = 0; k < _n; k++)
        {
            double c = _chirp[2 * k] * scale, s = _chirp[2 * k + 1] * scale;
            (x[2 * k], x[2 * k + 1]) = (y[2 * k] * c + y[2 * k + 1] * s, y[2 * k + 1] * c - y[2 * k] * s);
        }
    }

    private void Stockham(double* x, double* work)
    {
        double* from = x;
        double* to = work;
        int n = _n, stride = 1;
        fixed (double* roots = _roots)
            foreach (int radix in _radices)
            {
                int m = n / radix;
                switch (radix)
                {
                    case 2:
                        Radix2(from, to, roots, m, stride);
                        break;
                    case 4:
                        Radix4(from, to, roots, m, stride);
                        break;
                    default:
                        RadixAny(from, to, roots, radix, m, stride);
                        break;
                }
                n = m;
                stride *= radix;
                double* before = from;
                from = to;
                to = before;
            }
        if (from != x)
            Rows.Copy(2L * _n, from, x);
    }

    private static void Radix2(double* x, double* y, double* roots, int m, int s)
    {
        for (int k = 0; k < m; k++)
        {
            double c = roots[2L * k * s], d = -roots[2L * k * s + 1];
            double* a = x + 2L * s * k;
            double* b = x + 2L * s * (k + m);
            double* even = y + 4L * s * k;
            double* odd = even + 2L * s;
            for (int q = 0; q < 2 * s; q += 2)
            {
                double re = a[q] - b[q], im = a[q + 1] - b[q + 1];
                (even[q], even[q + 1]) = (a[q] + b[q], a[q + 1] + b[q + 1]);
                (odd[q], odd[q + 1]) = (re * c - im * d, re * d + im * c);
            }
        }
    }

    private static void Radix4(double* x, double* y, double* roots, int m, int s)
    {
        long block = 2L * s;
        for (int k = 0; k < m; k++)
        {
            double* w1 = roots + block * k;
            double* w2 = roots + block * 2 * k;
            double* w3 = roots + block * 3 * k;
            double* a = x + block * k;
            double* b = a + block * m;
            double* c = b + block * m;
            double* d = c + block * m;
            double* o = y + block * 4 * k;
            for (int q = 0; q < block; q += 2)
            {
                double sumRe = a[q] + c[q], sumIm = a[q + 1] + c[q + 1], difRe = a[q] - c[q], difIm = a[q + 1] - c[q + 1];
                double sum2Re = b[q] + d[q], sum2Im = b[q + 1] + d[q + 1], dif2Re = b[q] - d[q], dif2Im = b[q + 1] - d[q + 1];
                (o[q], o[q + 1]) = (sumRe + sum2Re, sumIm + sum2Im);
                Turn(o + block + q, difRe + dif2Im, difIm - dif2Re, w1);
                Turn(o + 2 * block + q, sumRe - sum2Re, sumIm - sum2Im, w2);
                Turn(o + 3 * block + q, difRe - dif2Im, difIm + dif2Re, w3);
            }
        }
    }

    private void RadixAny(double* x, double* y, double* roots, int p, int m, int s)
    {
        double* re = stackalloc double[LargestRadix];
        double* im = stackalloc double[LargestRadix];
        long step = _n / p;
        for (int k = 0; k < m; k++)
            for (int q = 0; q < s; q++)
            {
                for (int r = 0; r < p; r++)
                {
                    double* from = x + 2 * (q + (long)s * (k + (long)m * r));
                    (re[r], im[r]) = (from[0], from[1]);
                }
                for (int t = 0; t < p; t++)
                {
                    double sumRe = re[0], sumIm = im[0];
                    for (int r = 1; r < p; r++)
                    {
                        long place = r * t % p * step;
                        double c = roots[2 * place], d = -roots[2 * place + 1];
                        sumRe += re[r] * c - im[r] * d;
                        sumIm += re[r] * d + im[r] * c;
                    }
                    Turn(y + 2 * (q + (long)s * ((long)p * k + t)), sumRe, sumIm, roots + 2L * s * k * t);
                }
            }
    }

    /// <summary>target ← (re, im) times the conjugate of a root.</summary>
    private static void Turn(double* target, double re, double im, double* root) =>
        (target[0], target[1]) = (re * root[0] + im * root[1], im * root[0] - re * root[1]);
}
