using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>|x|, element by element.</summary>
    public Tensor Abs() => Apply(new Unary<Abs>(default), this);

    /// <summary>−1, 0 or 1.</summary>
    public Tensor Sign() => Apply(new Unary<Sign>(default), this);

    /// <summary>The largest integer not above x.</summary>
    public Tensor Floor() => Apply(new Unary<Floor>(default), this);

    /// <summary>The smallest integer not below x.</summary>
    public Tensor Ceiling() => Apply(new Unary<Ceiling>(default), this);

    /// <summary>The integer part.</summary>
    public Tensor Truncate() => Apply(new Unary<Truncate>(default), this);

    /// <summary>The nearest integer, ties to even.</summary>
    public Tensor Round() => Apply(new Unary<Round>(default), this);

    /// <summary>x without its integer part.</summary>
    public Tensor Frac() => Apply(new Unary<Frac>(default), this);

    /// <summary>√x.</summary>
    public Tensor Sqrt() => Apply(new Unary<Sqrt>(default), this);

    /// <summary>1/√x.</summary>
    public Tensor Rsqrt() => Apply(new Unary<Rsqrt>(default), this);

    /// <summary>1/x.</summary>
    public Tensor Reciprocal() => Apply(new Unary<Reciprocal>(default), this);

    /// <summary>x².</summary>
    public Tensor Square() => Apply(new Unary<Square>(default), this);

    /// <summary>eˣ.</summary>
    public Tensor Exp() => Apply(new Unary<Exp>(default), this);

    /// <summary>2ˣ.</summary>
    public Tensor Exp2() => Apply(new Unary<Exp2>(default), this);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    public Tensor Expm1() => Apply(new Unary<Expm1>(default), this);

    /// <summary>Natural logarithm.</summary>
    public Tensor Log() => Apply(new Unary<Log>(default), this);

    /// <summary>Logarithm to base 2.</summary>
    public Tensor Log2() => Apply(new Unary<Log2>(default), this);

    /// <summary>Logarithm to base 10.</summary>
    public Tensor Log10() => Apply(new Unary<Log10>(default), this);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    public Tensor Log1p() => Apply(new Unary<Log1p>(default), this);

    /// <summary>Sine of radians.</summary>
    public Tensor Sin() => Apply(new Unary<Sin>(default), this);

    /// <summary>Cosine of radians.</summary>
    public Tensor Cos() => Apply(new Unary<Cos>(default), this);

    /// <summary>Tangent of radians.</summary>
    public Tensor Tan() => Apply(new Unary<Tan>(default), this);

    /// <summary>Inverse sine.</summary>
    public Tensor Asin() => Apply(new Unary<Asin>(default), this);

    /// <summary>Inverse cosine.</summary>
    public Tensor Acos() => Apply(new Unary<Acos>(default), this);

    /// <summary>Inverse tangent.</summary>
    public Tensor Atan() => Apply(new Unary<Atan>(default), this);

    /// <summary>Hyperbolic sine.</summary>
    public Tensor Sinh() => Apply(new Unary<Sinh>(default), this);

    /// <summary>Hyperbolic cosine.</summary>
    public Tensor Cosh() => Apply(new Unary<Cosh>(default), this);

    /// <summary>Hyperbolic tangent.</summary>
    public Tensor Tanh() => Apply(new Unary<Tanh>(default), this);

    /// <summary>Inverse hyperbolic sine.</summary>
    public Tensor Asinh() => Apply(new Unary<Asinh>(default), this);

    /// <summary>Inverse hyperbolic cosine.</summary>
    public Tensor Acosh() => Apply(new Unary<Acosh>(default), this);

    /// <summary>Inverse hyperbolic tangent.</summary>
    public Tensor Atanh() => Apply(new Unary<Atanh>(default), this);

    /// <summary>The error function.</summary>
    public Tensor Erf() => Apply(new Unary<Erf>(default), this);

    /// <summary>1 − erf x.</summary>
    public Tensor Erfc() => Apply(new Unary<Erfc>(default), this);

    /// <summary>The inverse of the error function.</summary>
    public Tensor ErfInv() => Apply(new Unary<ErfInv>(default), this);

    /// <summary>ln |Γ(x)|.</summary>
    public Tensor LogGamma() => Apply(new Unary<LogGamma>(default), this);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public Tensor Sigmoid() => Apply(new Unary<Sigmoid>(default), this);

    /// <summary>ln of the sigmoid.</summary>
    public Tensor LogSigmoid() => Apply(new Unary<LogSigmoid>(default), this);

    /// <summary>sin(πx) / (πx).</summary>
    public Tensor Sinc() => Apply(new Unary<Sinc>(default), this);

    /// <summary>max(x, 0).</summary>
    public Tensor Relu() => Apply(new Unary<Relu>(default), this);

    /// <summary>x · σ(x), also called Swish.</summary>
    public Tensor Silu() => Apply(new Unary<Silu>(default), this);

    /// <summary>x · tanh(ln(1 + eˣ)) (Misra 2019).</summary>
    public Tensor Mish() => Apply(new Unary<Mish>(default), this);

    /// <summary>x · relu6(x + 3) / 6 (Howard et al. 2019).</summary>
    public Tensor Hardswish() => Apply(new Unary<Hardswish>(default), this);

    /// <summary>relu6(x + 3) / 6.</summary>
    public Tensor Hardsigmoid() => Apply(new Unary<Hardsigmoid>(default), this);

    /// <summary>x / (1 + |x|).</summary>
    public Tensor Softsign() => Apply(new Unary<Softsign>(default), this);

    /// <summary>Whether each element is not a number.</summary>
    public Tensor IsNaN() => Apply(new Unary<IsNaN>(default), this);

    /// <summary>Whether each element is infinite.</summary>
    public Tensor IsInfinite() => Apply(new Unary<IsInfinite>(default), this);

    /// <summary>Whether each element is 0.</summary>
    public Tensor LogicalNot() => Apply(new Unary<LogicalNot>(default), this);

    /// <summary>Whether the sign bit is set, also of −0.</summary>
    public Tensor SignBit() => Apply(new Unary<SignBit>(default), this);

    /// <summary>The derivative of the digamma function of the given order; order 0 is digamma itself.</summary>
    public Tensor Polygamma(int order) => order >= 0
        ? Apply(new Unary<Polygamma>(new Polygamma(order)), this)
        : throw new TensorException("polygamma", $"the order must not be negative, got {order}");

    /// <summary>The derivative of ln Γ.</summary>
    public Tensor Digamma() => Polygamma(0);

    /// <summary>x, or x times <paramref name="slope"/> where it is negative.</summary>
    public Tensor LeakyRelu(double slope = 0.01) => Apply(new Unary<LeakyRelu>(new LeakyRelu(slope)), this);

    /// <summary>x above 0, α(eˣ − 1) below (Clevert et al. 2016).</summary>
    public Tensor Elu(double alpha = 1) => Apply(new Unary<Elu>(new Elu(alpha, 1, 1)), this);

    /// <summary>The self-normalising ELU (Klambauer et al. 2017).</summary>
    public Tensor Selu() => Apply(new Unary<Elu>(new Elu(1.6732632423543772848, 1.0507009873554804934, 1)), this);

    /// <summary>max(0, x) + min(0, α(e^(x/α) − 1)) (Barron 2017).</summary>
    public Tensor Celu(double alpha = 1) => Apply(new Unary<Elu>(new Elu(alpha, 1, 1 / alpha)), this);

    /// <summary>x · Φ(x) (Hendrycks and Gimpel 2016), exactly or in its approximation by tanh.</summary>
    public Tensor Gelu(bool tanh = false) => tanh ? Apply(new Unary<GeluTanh>(default), this) : Apply(new Unary<Gelu>(default), this);

    /// <summary>x cut to [0, 6].</summary>
    public Tensor Relu6() => Hardtanh(0, 6);

    /// <summary>x cut to [low, high], with slope 0 at the ends.</summary>
    public Tensor Hardtanh(double low = -1, double high = 1) => Apply(new Unary<Hardtanh>(new Hardtanh(low, high)), this);

    /// <summary>ln(1 + e^(βx)) / β; x itself where βx exceeds the threshold.</summary>
    public Tensor Softplus(double beta = 1, double threshold = 20) => Apply(new Unary<Softplus>(new Softplus(beta, threshold)), this);

    /// <summary>x moved by λ toward 0.</summary>
    public Tensor Softshrink(double lambda = 0.5) => lambda >= 0
        ? Apply(new Unary<Softshrink>(new Softshrink(lambda)), this)
        : throw new TensorException("softshrink", $"lambda must not be negative, got {lambda}");

    /// <summary>x, or 0 where |x| ≤ λ.</summary>
    public Tensor Hardshrink(double lambda = 0.5) => Apply(new Unary<Hardshrink>(new Hardshrink(lambda)), this);

    /// <summary>x − tanh x.</summary>
    public Tensor Tanhshrink() => this - Tanh();

    /// <summary>x where it exceeds the threshold, else <paramref name="value"/>.</summary>
    public Tensor Threshold(double threshold, double value) => Apply(new Unary<Threshold>(new Threshold(threshold, value)), this);

    /// <summary>x with NaN and the infinities replaced; infinities by the largest finite values of the type unless given.</summary>
    public Tensor NanToNum(double nan = 0, double? positive = null, double? negative = null)
    {
        if (!DType.IsFloating())
            return Clone();
        double most = DType switch
        {
            DType.Float64 => double.MaxValue,
            DType.Float16 => (double)Half.MaxValue,
            DType.BFloat16 => (float)new BFloat16(0x7F7F),
            _ => float.MaxValue,
        };
        return Apply(new Unary<NanToNum>(new NanToNum(nan, positive ?? most, negative ?? -most)), this);
    }

    /// <summary>Whether each element is neither infinite nor NaN.</summary>
    public Tensor IsFinite() => IsNaN().LogicalOr(IsInfinite()).LogicalNot();

    /// <summary>ln(x / (1 − x)), x first cut to [ε, 1 − ε] if ε is given.</summary>
    public Tensor Logit(double? eps = null)
    {
        Tensor x = eps is { } e ? Clamp(e, 1 - e) : this;
        return (x / (1 - x)).Log();
    }
}
