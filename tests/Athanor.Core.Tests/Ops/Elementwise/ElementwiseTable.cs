using Athanor.Ops;

namespace Athanor.Tests.Ops.Elementwise;

/// <summary>All elementwise operators. A struct that is missing here fails the test that looks for all of them.</summary>
internal static class ElementwiseTable
{
    public static readonly ElementwiseCase[] All = [.. Plain(), .. Activations(), .. WithNumbers(), .. Tests(), .. OfTwo(), .. OfThree()];

    public static ElementwiseCase Find(string name) => Array.Find(All, c => c.Name == name)!;

    private static ElementwiseCase One<F>(Func<Tensor, Tensor> apply, Func<double, double> exact, double low = -3, double high = 3, params double[] kinks)
        where F : struct, IElementwise => new(typeof(F), t => apply(t[0]), x => exact(x[0])) { Domain = [(low, high)], Kinks = kinks };

    private static ElementwiseCase Two<F>(Func<Tensor, Tensor, Tensor> apply, Func<double, double, double> exact)
        where F : struct, IElementwise => new(typeof(F), t => apply(t[0], t[1]), x => exact(x[0], x[1])) { Arity = 2 };

    private static ElementwiseCase Three<F>(Func<Tensor, Tensor, Tensor, Tensor> apply, Func<double, double, double, double> exact)
        where F : struct, IElementwise => new(typeof(F), t => apply(t[0], t[1], t[2]), x => exact(x[0], x[1], x[2])) { Arity = 3 };

    private static double Truth(bool value) => value ? 1 : 0;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Floored(double a, double b) => a - b * Math.Floor(a / b);

    private static IEnumerable<ElementwiseCase> Plain() => [
        One<Abs>(x => x.Abs(), Math.Abs, -3, 3, 0) with { Integers = true },
        One<Acos>(x => x.Acos(), Math.Acos, -0.9, 0.9),
        One<Acosh>(x => x.Acosh(), Math.Acosh, 1.2, 5),
        One<Asin>(x => x.Asin(), Math.Asin, -0.9, 0.9),
        One<Asinh>(x => x.Asinh(), Math.Asinh),
        One<Atan>(x => x.Atan(), Math.Atan),
        One<Atanh>(x => x.Atanh(), Math.Atanh, -0.9, 0.9),
        One<Ceiling>(x => x.Ceiling(), Math.Ceiling) with { HasSteps = true, Integers = true },
        One<Cos>(x => x.Cos(), Math.Cos),
        One<Cosh>(x => x.Cosh(), Math.Cosh),
        One<Erf>(x => x.Erf(), SpecialFunctions.Erf),
        One<Erfc>(x => x.Erfc(), SpecialFunctions.Erfc),
        One<ErfInv>(x => x.ErfInv(), SpecialFunctions.ErfInv, -0.9, 0.9),
        One<Exp>(x => x.Exp(), Math.Exp),
        One<Exp2>(x => x.Exp2(), x => Math.Pow(2, x)),
        One<Expm1>(x => x.Expm1(), x => Math.Exp(x) - 1),
        One<Floor>(x => x.Floor(), Math.Floor) with { HasSteps = true, Integers = true },
        One<Frac>(x => x.Frac(), x => x - Math.Truncate(x)) with { HasSteps = true },
        One<Log>(x => x.Log(), Math.Log, 0.2, 5),
        One<Log10>(x => x.Log10(), Math.Log10, 0.2, 5),
        One<Log1p>(x => x.Log1p(), x => Math.Log(1 + x), -0.8, 4),
        One<Log2>(x => x.Log2(), Math.Log2, 0.2, 5),
        One<LogGamma>(x => x.LogGamma(), SpecialFunctions.LogGamma, 0.3, 6),
        One<Negate>(x => -x, x => -x) with { Integers = true },
        One<Polygamma>(x => x.Polygamma(1), x => SpecialFunctions.Polygamma(1, x), 0.3, 6),
        One<Reciprocal>(x => x.Reciprocal(), x => 1 / x, 0.3, 4),
        One<Round>(x => x.Round(), Math.Round, -3, 3, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5) with { Integers = true },
        One<Rsqrt>(x => x.Rsqrt(), x => 1 / Math.Sqrt(x), 0.3, 5),
        One<Sigmoid>(x => x.Sigmoid(), Sigmoid),
        One<Sign>(x => x.Sign(), x => Math.Sign(x), -3, 3, 0) with { Integers = true },
        One<Sin>(x => x.Sin(), Math.Sin),
        One<Sinc>(x => x.Sinc(), x => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x), 0.1, 3),
        One<Sinh>(x => x.Sinh(), Math.Sinh),
        One<Sqrt>(x => x.Sqrt(), Math.Sqrt, 0.2, 5),
        One<Square>(x => x.Square(), x => x * x) with { Integers = true },
        One<Tan>(x => x.Tan(), Math.Tan, -1.2, 1.2),
        One<Tanh>(x => x.Tanh(), Math.Tanh),
        One<Truncate>(x => x.Truncate(), Math.Truncate) with { HasSteps = true, Integers = true },
    ];

    private static IEnumerable<ElementwiseCase> Activations() => [
        One<Elu>(x => x.Elu(1.3), x => x > 0 ? x : 1.3 * (Math.Exp(x) - 1), -3, 3, 0),
        One<Gelu>(x => x.Gelu(), x => 0.5 * x * (1 + SpecialFunctions.Erf(x / Math.Sqrt(2)))),
        One<GeluTanh>(x => x.Gelu(tanh: true), x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        One<Hardshrink>(x => x.Hardshrink(), x => Math.Abs(x) > 0.5 ? x : 0, -3, 3, -0.5, 0.5),
        One<Hardsigmoid>(x => x.Hardsigmoid(), x => Math.Clamp(x + 3, 0, 6) / 6, -4, 4, -3, 3),
        One<Hardswish>(x => x.Hardswish(), x => x * Math.Clamp(x + 3, 0, 6) / 6, -4, 4, -3, 3),
        One<Hardtanh>(x => x.Hardtanh(-1, 2), x => Math.Clamp(x, -1, 2), -3, 3, -1, 2),
        One<LeakyRelu>(x => x.LeakyRelu(0.1), x => x > 0 ? x : 0.1 * x, -3, 3, 0),
        One<LogSigmoid>(x => x.LogSigmoid(), x => Math.Log(Sigmoid(x))),
        One<Mish>(x => x.Mish(), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
        One<Relu>(x => x.Relu(), x => Math.Max(x, 0), -3, 3, 0) with { Integers = true },
        One<Silu>(x => x.Silu(), x => x * Sigmoid(x)),
        One<Softplus>(x => x.Softplus(2, 4), x => 2 * x > 4 ? x : Math.Log(1 + Math.Exp(2 * x)) / 2, -3, 3, 2),
        One<Softshrink>(x => x.Softshrink(), x => x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0, -3, 3, -0.5, 0.5),
        One<Softsign>(x => x.Softsign(), x => x / (1 + Math.Abs(x)), -3, 3, 0),
        One<Threshold>(x => x.Threshold(0.5, -2), x => x > 0.5 ? x : -2, -3, 3, 0.5),
    ];

    private static IEnumerable<ElementwiseCase> WithNumbers() => [
        One<AddBy>(x => x + 2, x => x + 2) with { Integers = true },
        One<ClampBy>(x => x.Clamp(-1, 2), x => Math.Clamp(x, -1, 2), -3, 3, -1, 2) with { Integers = true },
        One<DivideBy>(x => x / 2.5, x => x / 2.5),
        One<DivideInto>(x => 2.5 / x, x => 2.5 / x, 0.3, 4),
        One<MultiplyBy>(x => x * 3, x => x * 3) with { Integers = true },
        One<NanToNum>(x => x.NanToNum(), x => x),
        One<PowBy>(x => x.Pow(3), x => x * x * x) with { Integers = true },
        One<PowOf>(x => Tensor.Pow(2, x), x => Math.Pow(2, x)),
        One<SubtractFrom>(x => 2 - x, x => 2 - x) with { Integers = true },
    ];

    private static IEnumerable<ElementwiseCase> Tests() => new[]
    {
        One<EqualBy>(x => x.EqualTo(1), x => Truth(x == 1)),
        One<GreaterBy>(x => x > 1, x => Truth(x > 1)),
        One<GreaterOrEqualBy>(x => x >= 1, x => Truth(x >= 1)),
        One<IsInfinite>(x => x.IsInfinite(), x => Truth(double.IsInfinity(x))),
        One<IsNaN>(x => x.IsNaN(), x => Truth(double.IsNaN(x))),
        One<LessBy>(x => x < 1, x => Truth(x < 1)),
        One<LessOrEqualBy>(x => x <= 1, x => Truth(x <= 1)),
        One<LogicalNot>(x => x.LogicalNot(), x => Truth(x == 0)),
        One<NotEqualBy>(x => x.NotEqualTo(1), x => Truth(x != 1)),
        One<SignBit>(x => x.SignBit(), x => Truth(double.IsNegative(x))),
        Two<Equal>((a, b) => a.EqualTo(b), (a, b) => Truth(a == b)),
        Two<NotEqual>((a, b) => a.NotEqualTo(b), (a, b) => Truth(a != b)),
        Two<Less>((a, b) => a < b, (a, b) => Truth(a < b)),
        Two<LessOrEqual>((a, b) => a <= b, (a, b) => Truth(a <= b)),
        Two<LogicalAnd>((a, b) => a.LogicalAnd(b), (a, b) => Truth(a != 0 && b != 0)),
        Two<LogicalOr>((a, b) => a.LogicalOr(b), (a, b) => Truth(a != 0 || b != 0)),
        Two<LogicalXor>((a, b) => a.LogicalXor(b), (a, b) => Truth((a != 0) != (b != 0))),
    }.Select(test => test with { HasGradient = false, Integers = true });

    private static IEnumerable<ElementwiseCase> OfTwo() => [
        Two<AddScaled>((a, b) => a.Add(b, 2), (a, b) => a + 2 * b) with { Integers = true },
        Two<Atan2>((a, b) => a.Atan2(b), Math.Atan2) with { Domain = [(0.3, 3), (-3, 3)] },
        Two<BinaryCrossEntropy>(
            (a, b) => Tensor.Apply(new Binary<BinaryCrossEntropy>(default), a, b), (p, y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p)))
            with { Domain = [(0.1, 0.9)] },
        Two<CopySign>((a, b) => a.CopySign(b), Math.CopySign) with { Domain = [(0.2, 3), (0.2, 3)] },
        Two<Divide>((a, b) => a / b, (a, b) => a / b) with { Domain = [(-3, 3), (0.4, 3)] },
        Two<FloorDivide>((a, b) => a.FloorDivide(b), (a, b) => Math.Floor(a / b)) with { Domain = [(-9, 9), (1, 4)], HasSteps = true, Integers = true },
        Two<Fmax>((a, b) => a.Fmax(b), Math.Max) with { HasMeetings = true, Integers = true },
        Two<Fmin>((a, b) => a.Fmin(b), Math.Min) with { HasMeetings = true, Integers = true },
        Two<Fmod>((a, b) => a.Fmod(b), (a, b) => a % b) with { Domain = [(-9, 9), (1, 4)], HasSteps = true, Integers = true },
        Two<Hypot>((a, b) => a.Hypot(b), double.Hypot) with { Domain = [(0.2, 3)] },
        Two<LerpBy>((a, b) => a.Lerp(b, 0.3), (a, b) => a + 0.3 * (b - a)),
        Two<LogAddExp>((a, b) => a.LogAddExp(b), (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))) with { HasMeetings = true },
        Two<Maximum>(Tensor.Maximum, Math.Max) with { HasMeetings = true, Integers = true },
        Two<Minimum>(Tensor.Minimum, Math.Min) with { HasMeetings = true, Integers = true },
        Two<Multiply>((a, b) => a * b, (a, b) => a * b) with { Integers = true },
        Two<Pow>((a, b) => a.Pow(b), Math.Pow) with { Domain = [(0.3, 3), (-2, 3)] },
        Two<Remainder>((a, b) => a % b, Floored) with { Domain = [(-9, 9), (1, 4)], HasSteps = true, Integers = true },
        Two<Subtract>((a, b) => a - b, (a, b) => a - b) with { Integers = true },
        Two<TruncateDivide>((a, b) => a.TruncateDivide(b), (a, b) => Math.Truncate(a / b)) with { Domain = [(-9, 9), (1, 4)], HasSteps = true, Integers = true },
        Two<XLogY>((a, b) => a.XLogY(b), (a, b) => a == 0 ? 0 : a * Math.Log(b)) with { Domain = [(0.2, 3), (0.3, 4)] },
    ];

    private static IEnumerable<ElementwiseCase> OfThree() => [
        Three<AddCdiv>((a, b, c) => a.AddCdiv(b, c, 2), (a, b, c) => a + 2 * b / c) with { Domain = [(-3, 3), (-3, 3), (0.4, 3)] },
        Three<AddCmul>((a, b, c) => a.AddCmul(b, c, 2), (a, b, c) => a + 2 * b * c) with { Integers = true },
        Three<Clamp>((a, b, c) => a.Clamp(b, c), (a, b, c) => Math.Min(Math.Max(a, b), c)) with { HasMeetings = true, Integers = true },
        Three<Lerp>((a, b, c) => a.Lerp(b, c), (a, b, c) => a + c * (b - a)),
        Three<Where>((a, b, c) => Tensor.Where(a > 0, b, c), (a, b, c) => a > 0 ? b : c) with { Kinks = [0], Integers = true },
    ];
}
