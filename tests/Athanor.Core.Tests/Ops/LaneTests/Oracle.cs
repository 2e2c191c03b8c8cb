using Athanor.Ops;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>The functions in double by other means: the base library, or the special functions that tables check.</summary>
internal static class Oracle
{
    public static double Unary(string name, double x) => name switch
    {
        "Exp" => Math.Exp(x),
        "Exp2" => Math.Pow(2, x),
        "Expm1" => x == 0 ? x : Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
        "Log" => Math.Log(x),
        "Log2" => Math.Log2(x),
        "Log10" => Math.Log10(x),
        "Log1p" => x == 0 ? x : Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x),
        "Sin" => Math.Sin(x),
        "Cos" => Math.Cos(x),
        "Tan" => Math.Tan(x),
        "Asin" => Math.Asin(x),
        "Acos" => Math.Acos(x),
        "Atan" => Math.Atan(x),
        "Sinh" => Math.Sinh(x),
        "Cosh" => Math.Cosh(x),
        "Tanh" => Math.Tanh(x),
        "Asinh" => Math.Asinh(x),
        "Acosh" => Math.Acosh(x),
        "Atanh" => Math.Atanh(x),
        "Erf" => SpecialFunctions.Erf(x),
        "Erfc" => SpecialFunctions.Erfc(x),
        "ErfInv" => SpecialFunctions.ErfInv(x),
        "LogGamma" => SpecialFunctions.LogGamma(x),
        "Sqrt" => Math.Sqrt(x),
        "Floor" => Math.Floor(x),
        "Ceiling" => Math.Ceiling(x),
        "Truncate" => Math.Truncate(x),
        "Round" => Math.Round(x),
        "Abs" => Math.Abs(x),
        "Negate" => -x,
        _ when name.StartsWith("Polygamma", StringComparison.Ordinal) => SpecialFunctions.Polygamma(name[^1] - '0', x),
        _ => throw new ArgumentException(name),
    };

    public static double Binary(string name, double a, double b) => name switch
    {
        "Add" => a + b,
        "Subtract" => a - b,
        "Multiply" => a * b,
        "Divide" => a / b,
        "MultiplyAdd" => Math.FusedMultiplyAdd(a, b, a),
        "Min" => Math.Min(a, b),
        "Max" => Math.Max(a, b),
        "CopySign" => Math.CopySign(a, b),
        "Fmod" => a % b,
        "Pow" => Math.Pow(a, b),
        "Atan2" => Math.Atan2(a, b),
        "Less" => a < b ? 1 : 0,
        "LessOrEqual" => a <= b ? 1 : 0,
        "Equal" => a == b ? 1 : 0,
        "NaN" => double.IsNaN(a) ? 1 : b,
        _ => throw new ArgumentException(name),
    };
}
