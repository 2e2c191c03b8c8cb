namespace Athanor.Data.Images;

/// <summary>For each new position along a line, the old positions that it is made of and their shares, in 22-bit fixed point.</summary>
internal sealed class ResizeWeights
{
    private readonly int[] _first;
    private readonly int[] _count;
    private readonly int[] _weights;
    private readonly int _most;

    private ResizeWeights(int length, int most)
        => (_first, _count, _weights, _most) = (new int[length], new int[length], new int[checked(length * most)], most);

    /// <summary>The number of new positions.</summary>
    public int Length => _first.Length;

    /// <summary>The first old position that counts for a new one.</summary>
    public int First(int x) => _first[x];

    /// <summary>The shares of the old positions from the first on; their sum is one, up to rounding.</summary>
    public ReadOnlySpan<int> Of(int x) => _weights.AsSpan(x * _most, _count[x]);

    /// <summary>The triangle filter, of half width 1 in pixels of the smaller of both images.</summary>
    public static ResizeWeights Triangle(int oldLength, int newLength)
    {
        double scale = (double)oldLength / newLength;
        double support = Math.Max(scale, 1.0);
        var result = new ResizeWeights(newLength, Math.Min((int)Math.Ceiling(support) * 2 + 1, oldLength));
        Span<double> shares = new double[result._most];
        for (int x = 0; x < newLength; x++)
        {
            double center = (x + 0.5) * scale;
            int first = Math.Max((int)(center - support + 0.5), 0);
            int count = Math.Min((int)(center + support + 0.5), oldLength) - first;
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                // The product with the reciprocal, not the quotient, because the last bit decides how a share is rounded.
                double distance = Math.Abs((i + first - center + 0.5) * (1.0 / support));
                shares[i] = Math.Max(0.0, 1.0 - distance);
                sum += shares[i];
            }
            for (int i = 0; i < count; i++)
            {
                double share = sum != 0 ? shares[i] * (1.0 / sum) : shares[i];
                result._weights[x * result._most + i] = (int)(0.5 + share * (1 << 22));
            }
            (result._first[x], result._count[x]) = (first, count);
        }
        return result;
    }
}
