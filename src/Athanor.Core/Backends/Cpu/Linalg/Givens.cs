namespace Athanor.Backends.Cpu;

/// <summary>Plane rotations and the closed forms of 2 × 2 matrices that the implicit QR iterations end with.</summary>
internal static class Givens
{
    public const double Epsilon = 1.1102230246251565e-16;
    public const double SafeMinimum = 2.2250738585072014e-308;

    /// <summary>
    /// c, s, r with c·f + s·g = r and c·g − s·f = 0; c is positive where |f| is larger, which decides the signs of vectors.
    /// </summary>
    public static void Rotation(double f, double g, out double c, out double s, out double r)
    {
        if (g == 0)
            (c, s, r) = (1, 0, f);
        else if (f == 0)
            (c, s, r) = (0, 1, g);
        else
        {
            r = SymmetricEigen.Hypot(f, g);
            if (f < 0 && Math.Abs(f) > Math.Abs(g))
                r = -r;
            c = f / r;
            s = g / r;
        }
    }

    /// <summary>Eigenvalues of [[a, b], [b, c]], the first larger in magnitude, and the unit vector (cs, sn) of the first.</summary>
    public static void Symmetric(double a, double b, double c, out double first, out double second, out double cs, out double sn)
    {
        double sum = a + c, difference = a - c, twice = b + b, root = SymmetricEigen.Hypot(difference, twice);
        (double large, double small) = Math.Abs(a) > Math.Abs(c) ? (a, c) : (c, a);
        int sign = sum < 0 ? -1 : 1;
        if (sum == 0)
        {
            first = 0.5 * root;
            second = -0.5 * root;
        }
        else
        {
            first = 0.5 * (sum + sign * root);
            second = large / first * small - b / first * b;
        }
        int other = difference >= 0 ? 1 : -1;
        double p = difference + other * root;
        if (Math.Abs(p) > Math.Abs(twice))
        {
            double cotangent = -twice / p;
            sn = 1 / Math.Sqrt(1 + cotangent * cotangent);
            cs = cotangent * sn;
        }
        else if (twice == 0)
        {
            (cs, sn) = (1, 0);
        }
        else
        {
            double tangent = -p / twice;
            cs = 1 / Math.Sqrt(1 + tangent * tangent);
            sn = tangent * cs;
        }
        if (sign == other)
            (cs, sn) = (-sn, cs);
    }

    /// <summary>The singular values of [[f, g], [0, h]], smaller first.</summary>
    public static (double Smaller, double Larger) SingularValues(double f, double g, double h)
    {
        double fa = Math.Abs(f), ga = Math.Abs(g), ha = Math.Abs(h), least = Math.Min(fa, ha), most = Math.Max(fa, ha);
        if (least == 0)
            return (0, most == 0 ? ga : Math.Max(most, ga) * Math.Sqrt(1 + Square(Math.Min(most, ga) / Math.Max(most, ga))));
        double sum = 1 + least / most, difference = (most - least) / most, c;
        if (ga < most)
        {
            double u = Square(ga / most);
            c = 2 / (Math.Sqrt(sum * sum + u) + Math.Sqrt(difference * difference + u));
            return (least * c, most / c);
        }
        double v = most / ga;
        if (v == 0)
            return (least * most / ga, ga);
        c = 1 / (Math.Sqrt(1 + Square(sum * v)) + Math.Sqrt(1 + Square(difference * v)));
        return (2 * (least * c * v), ga / (c + c));
    }

    /// <summary>
    /// The singular value decomposition of [[f, g], [0, h]] (Demmel and Kahan 1990): values with signs, and the rotations of both sides.
    /// </summary>
    public static void Triangular(
        double f, double g, double h, out double smaller, out double larger, out double sinR, out double cosR, out double sinL,
        out double cosL)
    {
        double ft = f, fa = Math.Abs(f), ht = h, ha = Math.Abs(h);
        int largest = 1;
        bool swapped = ha > fa;
        if (swapped)
        {
            largest = 3;
            (ft, ht) = (ht, ft);
            (fa, ha) = (ha, fa);
        }
        double gt = g, ga = Math.Abs(g), clt, crt, slt, srt;
        if (ga == 0)
        {
            (smaller, larger, clt, crt, slt, srt) = (ha, fa, 1, 1, 0, 0);
        }
        else
        {
            bool usual = true;
            (smaller, larger, clt, crt, slt, srt) = (0, 0, 0, 0, 0, 0);
            if (ga > fa)
            {
                largest = 2;
                if (fa / ga < Epsilon)
                {
                    usual = false;
                    larger = ga;
                    smaller = ha > 1 ? fa / (ga / ha) : fa / ga * ha;
                    (clt, slt, srt, crt) = (1, ht / gt, 1, ft / gt);
                }
            }
            if (usual)
            {
                double d = fa - ha, l = d == fa ? 1 : d / fa, m = gt / ft, t = 2 - l, mm = m * m, tt = t * t;
                double s = Math.Sqrt(tt + mm), r = l == 0 ? Math.Abs(m) : Math.Sqrt(l * l + mm), a = 0.5 * (s + r);
                smaller = ha / a;
                larger = fa * a;
                if (mm != 0)
                    t = (m / (s + t) + m / (r + l)) * (1 + a);
                else
                    t = l == 0 ? Math.CopySign(2, ft) * Math.CopySign(1, gt) : gt / Math.CopySign(d, ft) + m / t;
                l = Math.Sqrt(t * t + 4);
                crt = 2 / l;
                srt = t / l;
                clt = (crt + srt * m) / a;
                slt = ht / ft * srt / a;
            }
        }
        (cosL, sinL, cosR, sinR) = swapped ? (srt, crt, slt, clt) : (clt, slt, crt, srt);
        double sign = largest switch
        {
            1 => Math.CopySign(1, cosR) * Math.CopySign(1, cosL) * Math.CopySign(1, f),
            2 => Math.CopySign(1, sinR) * Math.CopySign(1, cosL) * Math.CopySign(1, g),
            _ => Math.CopySign(1, sinR) * Math.CopySign(1, sinL) * Math.CopySign(1, h),
        };
        larger = Math.CopySign(larger, sign);
        smaller = Math.CopySign(smaller, sign * Math.CopySign(1, f) * Math.CopySign(1, h));
    }

    private static double Square(double x) => x * x;
}
