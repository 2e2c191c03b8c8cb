namespace Athanor.Backends.Cpu;

/// <summary>
/// The singular values of an upper bidiagonal matrix to high relative accuracy: implicit QR with zero shifts where small values ask for it
/// (Demmel and Kahan 1990). Rotations act on the rows of Uᵀ and Vᵀ.
/// </summary>
internal readonly unsafe ref struct BidiagonalSvd
{
    private readonly int _n;
    private readonly double* _d;
    private readonly double* _e;
    private readonly double* _u;
    private readonly double* _v;
    private readonly int _uLength;
    private readonly int _vLength;
    private readonly double _tolerance;

    /// <summary>Diagonal and upper diagonal; rows of Uᵀ and Vᵀ to rotate along, or null.</summary>
    public BidiagonalSvd(int n, double* d, double* e, double* u, int uLength, double* v, int vLength)
    {
        _n = n;
        _d = d;
        _e = e;
        _u = u;
        _v = v;
        (_uLength, _vLength) = (uLength, vLength);
        _tolerance = Math.Max(10, Math.Min(100, Math.Pow(Givens.Epsilon, -0.125))) * Givens.Epsilon;
    }

    /// <summary>Leaves the values descending in the diagonal. False if the iterations did not converge.</summary>
    public bool Run()
    {
        double threshold = Threshold();
        long budget = 6L * _n * _n + 30;
        int m = _n - 1, oldLow = -1, oldHigh = -1, direction = 0;
        while (m > 0)
        {
            if (budget-- <= 0)
                return false;
            double largest = Math.Abs(_d[m]);
            int low = m - 1;
            bool split = false;
            for (; low >= 0; low--)
            {
                double off = Math.Abs(_e[low]);
                if (off <= threshold)
                {
                    _e[low] = 0;
                    split = true;
                    break;
                }
                largest = Math.Max(largest, Math.Max(Math.Abs(_d[low]), off));
            }
            if (split && low == m - 1)
            {
                m--;
                continue;
            }
            low++;
            if (low == m - 1)
            {
                Givens.Triangular(
                    _d[m - 1], _e[m - 1], _d[m], out double smaller, out double larger, out double sinR, out double cosR, out double sinL,
                    out double cosL);
                (_d[m - 1], _e[m - 1], _d[m]) = (larger, 0, smaller);
                TurnV(m - 1, cosR, sinR);
                TurnU(m - 1, cosL, sinL);
                m -= 2;
                continue;
            }
            if (low > oldHigh || m < oldLow)
                direction = Math.Abs(_d[low]) >= Math.Abs(_d[m]) ? 1 : 2;
            if (Deflates(low, m, direction, out double smallest))
                continue;
            (oldLow, oldHigh) = (low, m);
            double shift = Shift(low, m, direction, smallest, largest);
            if (shift == 0)
            {
                if (direction == 1)
                    ZeroDown(low, m, threshold);
                else
                    ZeroUp(low, m, threshold);
            }
            else if (direction == 1)
            {
                ShiftedDown(low, m, shift, threshold);
            }
            else
            {
                ShiftedUp(low, m, shift, threshold);
            }
        }
        Finish();
        return true;
    }

    private double Threshold()
    {
        double least = Math.Abs(_d[0]), mu = least;
        for (int i = 1; i < _n && least != 0; i++)
        {
            mu = Math.Abs(_d[i]) * (mu / (mu + Math.Abs(_e[i - 1])));
            least = Math.Min(least, mu);
        }
        return Math.Max(_tolerance * (least / Math.Sqrt(_n)), 6.0 * _n * _n * Givens.SafeMinimum);
    }

    /// <summary>Sets a negligible off-diagonal to 0, if there is one; else bounds the smallest value from below.</summary>
    private bool Deflates(int low, int m, int direction, out double smallest)
    {
        int edge = direction == 1 ? m - 1 : low;
        smallest = 0;
        if (Math.Abs(_e[edge]) <= _tolerance * Math.Abs(_d[direction == 1 ? m : low]))
        {
            _e[edge] = 0;
            return true;
        }
        double mu = Math.Abs(_d[direction == 1 ? low : m]);
        smallest = mu;
        for (int step = 0; step < m - low; step++)
        {
            int i = direction == 1 ? low + step : m - 1 - step;
            if (Math.Abs(_e[i]) <= _tolerance * mu)
            {
                _e[i] = 0;
                return true;
            }
            mu = Math.Abs(_d[direction == 1 ? i + 1 : i]) * (mu / (mu + Math.Abs(_e[i])));
            smallest = Math.Min(smallest, mu);
        }
        return false;
    }

    private double Shift(int low, int m, int direction, double smallest, double largest)
    {
        if (_n * _tolerance * (smallest / largest) <= Math.Max(Givens.Epsilon, 0.01 * _tolerance))
            return 0;
        double first = Math.Abs(_d[direction == 1 ? low : m]);
        double shift = direction == 1 ? Givens.SingularValues(_d[m - 1], _e[m - 1], _d[m]).Smaller
            : Givens.SingularValues(_d[low], _e[low], _d[low + 1]).Smaller;
        return first > 0 && shift / first * (shift / first) < Givens.Epsilon ? 0 : shift;
    }

    private void ZeroDown(int low, int m, double threshold)
    {
        double cs = 1, sn = 0, oldCs = 1, oldSn = 0;
        for (int i = low; i < m; i++)
        {
            Givens.Rotation(_d[i] * cs, _e[i], out cs, out sn, out double r);
            if (i > low)
                _e[i - 1] = oldSn * r;
            Givens.Rotation(oldCs * r, _d[i + 1] * sn, out oldCs, out oldSn, out _d[i]);
            TurnV(i, cs, sn);
            TurnU(i, oldCs, oldSn);
        }
        double h = _d[m] * cs;
        _d[m] = h * oldCs;
        _e[m - 1] = h * oldSn;
        Clean(m - 1, threshold);
    }

    private void ZeroUp(int low, int m, double threshold)
    {
        double cs = 1, sn = 0, oldCs = 1, oldSn = 0;
        for (int i = m; i > low; i--)
        {
            Givens.Rotation(_d[i] * cs, _e[i - 1], out cs, out sn, out double r);
            if (i < m)
                _e[i] = oldSn * r;
            Givens.Rotation(oldCs * r, _d[i - 1] * sn, out oldCs, out oldSn, out _d[i]);
            TurnV(i - 1, oldCs, -oldSn);
            TurnU(i - 1, cs, -sn);
        }
        double h = _d[low] * cs;
        _d[low] = h * oldCs;
        _e[low] = h * oldSn;
        Clean(low, threshold);
    }

    private void ShiftedDown(int low, int m, double shift, double threshold)
    {
        double f = (Math.Abs(_d[low]) - shift) * (Math.CopySign(1, _d[low]) + shift / _d[low]), g = _e[low];
        for (int i = low; i < m; i++)
        {
            Givens.Rotation(f, g, out double cosR, out double sinR, out double r);
            if (i > low)
                _e[i - 1] = r;
            f = cosR * _d[i] + sinR * _e[i];
            _e[i] = cosR * _e[i] - sinR * _d[i];
            g = sinR * _d[i + 1];
            _d[i + 1] = cosR * _d[i + 1];
            Givens.Rotation(f, g, out double cosL, out double sinL, out _d[i]);
            f = cosL * _e[i] + sinL * _d[i + 1];
            _d[i + 1] = cosL * _d[i + 1] - sinL * _e[i];
            if (i < m - 1)
            {
                g = sinL * _e[i + 1];
                _e[i + 1] = cosL * _e[i + 1];
            }
            TurnV(i, cosR, sinR);
            TurnU(i, cosL, sinL);
        }
        _e[m - 1] = f;
        Clean(m - 1, threshold);
    }

    private void ShiftedUp(int low, int m, double shift, double threshold)
    {
        double f = (Math.Abs(_d[m]) - shift) * (Math.CopySign(1, _d[m]) + shift / _d[m]), g = _e[m - 1];
        for (int i = m; i > low; i--)
        {
            Givens.Rotation(f, g, out double cosR, out double sinR, out double r);
            if (i < m)
                _e[i] = r;
            f = cosR * _d[i] + sinR * _e[i - 1];
            _e[i - 1] = cosR * _e[i - 1] - sinR * _d[i];
            g = sinR * _d[i - 1];
            _d[i - 1] = cosR * _d[i - 1];
            Givens.Rotation(f, g, out double cosL, out double sinL, out _d[i]);
            f = cosL * _e[i - 1] + sinL * _d[i - 1];
            _d[i - 1] = cosL * _d[i - 1] - sinL * _e[i - 1];
            if (i > low + 1)
            {
                g = sinL * _e[i - 2];
                _e[i - 2] = cosL * _e[i - 2];
            }
            TurnV(i - 1, cosL, -sinL);
            TurnU(i - 1, cosR, -sinR);
        }
        _e[low] = f;
        Clean(low, threshold);
    }

    private void Clean(int i, double threshold)
    {
        if (Math.Abs(_e[i]) <= threshold)
            _e[i] = 0;
    }

    /// <summary>Signs into Vᵀ, then the values in descending order.</summary>
    private void Finish()
    {
        for (int i = 0; i < _n; i++)
        {
            if (!(_d[i] < 0) && !(_d[i] == 0 && double.IsNegative(_d[i])))
                continue;
            _d[i] = -_d[i];
            if (_v != null)
                Rows.Scale(_vLength, -1, _v + (long)i * _vLength);
        }
        for (int i = 0; i < _n - 1; i++)
        {
            int smallest = 0, last = _n - 1 - i;
            for (int j = 1; j <= last; j++)
                if (_d[j] <= _d[smallest])
                    smallest = j;
            if (smallest == last)
                continue;
            (_d[smallest], _d[last]) = (_d[last], _d[smallest]);
            if (_v != null)
                Rows.Swap(_vLength, _v + (long)smallest * _vLength, _v + (long)last * _vLength);
            if (_u != null)
                Rows.Swap(_uLength, _u + (long)smallest * _uLength, _u + (long)last * _uLength);
        }
    }

    private void TurnV(int row, double c, double s)
    {
        if (_v != null)
            Rows.Rotate(_vLength, _v + (long)row * _vLength, _v + (long)(row + 1) * _vLength, c, s);
    }

    private void TurnU(int row, double c, double s)
    {
        if (_u != null)
            Rows.Rotate(_uLength, _u + (long)row * _uLength, _u + (long)(row + 1) * _uLength, c, s);
    }
}
