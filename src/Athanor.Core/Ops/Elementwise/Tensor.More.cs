using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The nearest number of so many decimals (negative: of tens, hundreds, …), ties to even.</summary>
    public Tensor Round(int decimals)
    {
        if (decimals == 0 || !DType.IsFloating())
            return Round();
        double scale = Math.Pow(10, Math.Abs(decimals));
        return decimals > 0 ? (this * scale).Round() / scale : (this / scale).Round() * scale;
    }

    /// <summary>Remainder with the sign of the divisor, element by element.</summary>
    public Tensor Remainder(Tensor other) => this % other;

    /// <summary>Remainder by a number, with its sign.</summary>
    public Tensor Remainder(Number other) => this % other;

    /// <summary>A number's remainder by each element, with the elements' sign.</summary>
    public static Tensor Remainder(Number a, Tensor b) => b.Like(a) % b;

    /// <summary>Remainder by a number, with the sign of each element.</summary>
    public Tensor Fmod(Number other) => Fmod(Like(other));

    /// <summary>Quotient by a number rounded down, in the promoted type.</summary>
    public Tensor FloorDivide(Number other) => FloorDivide(Like(other));

    /// <summary>Quotient by a number rounded toward zero, in the promoted type.</summary>
    public Tensor TruncateDivide(Number other) => TruncateDivide(Like(other));

    /// <summary>Whether elements are greater.</summary>
    public Tensor GreaterThan(Tensor other) => other.LessThan(this);

    /// <summary>Whether elements are greater or equal.</summary>
    public Tensor GreaterThanOrEqualTo(Tensor other) => other.LessThanOrEqualTo(this);

    /// <summary>Whether each element is less than a number.</summary>
    public Tensor LessThan(Number other) => this < other;

    /// <summary>Whether each element is at most a number.</summary>
    public Tensor LessThanOrEqualTo(Number other) => this <= other;

    /// <summary>Whether each element is greater than a number.</summary>
    public Tensor GreaterThan(Number other) => this > other;

    /// <summary>Whether each element is at least a number.</summary>
    public Tensor GreaterThanOrEqualTo(Number other) => this >= other;

    /// <summary>Each element, no less than a number.</summary>
    public Tensor ClampMin(Number low) => Clamp(low);

    /// <summary>Each element, no more than a number.</summary>
    public Tensor ClampMax(Number high) => Clamp(null, high);

    /// <summary>Whether each element is +∞.</summary>
    public Tensor IsPosInf() => EqualTo(double.PositiveInfinity);

    /// <summary>Whether each element is −∞.</summary>
    public Tensor IsNegInf() => EqualTo(double.NegativeInfinity);

    /// <summary>Whether each element is a real number: all are.</summary>
    public Tensor IsReal() => Full(Spec.With(DType.Bool), true);

    /// <summary>Degrees as radians.</summary>
    public Tensor Deg2Rad() => this * (Math.PI / 180);

    /// <summary>Radians as degrees.</summary>
    public Tensor Rad2Deg() => this * (180 / Math.PI);

    /// <summary>The tensor itself.</summary>
    public Tensor Positive() => DType == DType.Bool ? throw new TensorException("positive", "expected numbers, got a bool tensor") : this;

    /// <summary>log₂(2^this + 2^other) without overflow.</summary>
    public Tensor LogAddExp2(Tensor other) => (this * Math.Log(2)).LogAddExp(other * Math.Log(2)) * (1 / Math.Log(2));

    /// <summary>0 below 0, 1 above, and <paramref name="values"/> at 0.</summary>
    public Tensor Heaviside(Tensor values)
    {
        if (values.DType != DType)
            throw new TensorException("heaviside", $"both tensors must have one dtype, got {DType.Name()} and {values.DType.Name()}");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        Tensor step = (this > 0).To(DType);
        return Where(EqualTo(0), values, DType.IsFloating() ? Where(IsNaN(), this, step) : step);
    }

    /// <summary>this · 2^other.</summary>
    public Tensor Ldexp(Tensor other) => this * Pow(2.0, other);

    /// <summary>Each element to a power, computed and returned in float64.</summary>
    public Tensor FloatPower(Tensor exponent) => To(DType.Float64).Pow(exponent.To(DType.Float64));

    /// <summary>Each element to a constant power, computed and returned in float64.</summary>
    public Tensor FloatPower(double exponent) => To(DType.Float64).Pow(exponent);

    /// <summary>ln of the multivariate gamma function of dimension <paramref name="p"/>.</summary>
    public Tensor Mvlgamma(int p)
    {
        if (p < 1)
            throw new TensorException("mvlgamma", $"p must be at least 1, got {p}");
        Tensor x = DType.IsFloating() ? this : To(Defaults.DType);
        Tensor sum = x.LogGamma() + (p * (p - 1) / 4.0 * Math.Log(Math.PI));
        for (int i = 1; i < p; i++)
            sum += (x - (i / 2.0)).LogGamma();
        return sum;
    }
}
