using Athanor.Ops;

namespace Athanor.Tests.Ops.LaneTests;

/// <summary>Runs a function by name over an array at any lane width.</summary>
internal static unsafe class Lanes
{
    public static readonly string[] Unary =
    [
        "Exp", "Exp2", "Expm1", "Log", "Log2", "Log10", "Log1p", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh",
        "Asinh", "Acosh", "Atanh", "Erf", "Erfc", "ErfInv", "LogGamma", "Polygamma0", "Polygamma1", "Polygamma2", "Polygamma5",
    ];

    public static readonly string[] Rounding = ["Negate", "Abs", "Floor", "Ceiling", "Truncate", "Round"];

    public static readonly string[] Binary =
    [
        "Add", "Subtract", "Multiply", "Divide", "Min", "Max", "CopySign", "Fmod", "Pow", "Atan2", "Less", "LessOrEqual", "Equal", "NaN",
    ];

    public static readonly int[] Bits = [0, 256, 512];

    /// <summary>The length of the arrays must divide by 16.</summary>
    public static T[] Run<T>(int bits, string name, T[] a, T[]? b = null)
        where T : unmanaged => bits switch
        {
            512 => Run<Lane512<T>, T>(name, a, b ?? a),
            256 => Run<Lane256<T>, T>(name, a, b ?? a),
            _ => Run<Scalar<T>, T>(name, a, b ?? a),
        };

    private static T[] Run<L, T>(string name, T[] a, T[] b)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged
    {
        Assert.Equal(0, a.Length % L.Width);
        var result = new T[a.Length];
        fixed (T* x = a, y = b, z = result)
        {
            for (var i = 0; i < a.Length; i += L.Width)
                Apply(name, L.Load(x + i), L.Load(y + i)).Store(z + i);
        }

        return result;

        static L Apply(string name, L a, L b) => Function<L>(name, a, b);
    }

    private static L Function<L>(string name, L a, L b)
        where L : struct, ILane<L> => name switch
        {
            "Exp" => L.Exp(a),
            "Exp2" => L.Exp2(a),
            "Expm1" => L.Expm1(a),
            "Log" => L.Log(a),
            "Log2" => L.Log2(a),
            "Log10" => L.Log10(a),
            "Log1p" => L.Log1p(a),
            "Sin" => L.Sin(a),
            "Cos" => L.Cos(a),
            "Tan" => L.Tan(a),
            "Asin" => L.Asin(a),
            "Acos" => L.Acos(a),
            "Atan" => L.Atan(a),
            "Sinh" => L.Sinh(a),
            "Cosh" => L.Cosh(a),
            "Tanh" => L.Tanh(a),
            "Asinh" => L.Asinh(a),
            "Acosh" => L.Acosh(a),
            "Atanh" => L.Atanh(a),
            "Erf" => L.Erf(a),
            "Erfc" => L.Erfc(a),
            "ErfInv" => L.ErfInv(a),
            "LogGamma" => L.LogGamma(a),
            "Polygamma0" => L.Polygamma(0, a),
            "Polygamma1" => L.Polygamma(1, a),
            "Polygamma2" => L.Polygamma(2, a),
            "Polygamma5" => L.Polygamma(5, a),
            "Sqrt" => L.Sqrt(a),
            "Floor" => L.Floor(a),
            "Ceiling" => L.Ceiling(a),
            "Truncate" => L.Truncate(a),
            "Round" => L.Round(a),
            "Abs" => L.Abs(a),
            "Negate" => -a,
            "Add" => a + b,
            "Subtract" => a - b,
            "Multiply" => a * b,
            "Divide" => a / b,
            "MultiplyAdd" => L.MultiplyAdd(a, b, a),
            "Min" => L.Min(a, b),
            "Max" => L.Max(a, b),
            "CopySign" => L.CopySign(a, b),
            "Fmod" => L.Fmod(a, b),
            "Pow" => L.Pow(a, b),
            "Atan2" => L.Atan2(a, b),
            "Less" => L.IfLess(a, b, L.Constant(1), L.Constant(0)),
            "LessOrEqual" => L.IfLessOrEqual(a, b, L.Constant(1), L.Constant(0)),
            "Equal" => L.IfEqual(a, b, L.Constant(1), L.Constant(0)),
            "NaN" => L.IfNaN(a, L.Constant(1), b),
            _ => throw new ArgumentException(name),
        };
}
