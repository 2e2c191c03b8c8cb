using System.Numerics;

namespace Athanor.Nn.Functions;

/// <summary>A fraction, exactly: a proof that two coefficients cancel must not rest on rounding.</summary>
internal readonly record struct Rational
{
    private readonly BigInteger _top;
    private readonly BigInteger _bottom;

    private Rational(BigInteger top, BigInteger bottom)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(top, bottom) * bottom.Sign;
        (_top, _bottom) = (top / common, bottom / common);
    }

    public static Rational One => new(1, 1);

    public bool IsZero => _top.IsZero;

    public bool IsNegative => _top.Sign < 0;

    /// <summary>Just the number that the double stands for.</summary>
    public static Rational Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long digits = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075;
        BigInteger top = bits < 0 ? -digits : digits;
        return shift >= 0 ? new Rational(top << shift, 1) : new Rational(top, BigInteger.One << -shift);
    }

    public static Rational operator +(Rational a, Rational b) => new(a._top * b._bottom + b._top * a._bottom, a._bottom * b._bottom);

    public static Rational operator *(Rational a, Rational b) => new(a._top * b._top, a._bottom * b._bottom);

    public static Rational operator /(Rational a, Rational b) => new(a._top * b._bottom, a._bottom * b._top);

    public static Rational operator -(Rational a) => new(-a._top, a._bottom);

    /// <summary>The nearest double, but for the last bit.</summary>
    public double ToDouble()
    {
        // Both parts may be beyond a double's range; 64 digits of the quotient are not.
        int shift = (int)(_bottom.GetBitLength() - BigInteger.Abs(_top).GetBitLength()) + 64;
        BigInteger quotient = shift >= 0 ? (_top << shift) / _bottom : _top / (_bottom << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    public override string ToString() => $"{_top}/{_bottom}";
}
