namespace Athanor.Conformance.Operators;

/// <summary>Functions of each element of one tensor.</summary>
internal static class Elementwise
{
    public static void Register(OperatorTable table)
    {
        Functions(table);
        Rounding(table);
        Predicates(table);
        Activations(table);
    }

    private static void Functions(OperatorTable table)
    {
        table.Unary("abs", x => x.Abs());
        table.Unary("acos", x => x.Acos());
        table.Unary("acosh", x => x.Acosh());
        table.Unary("asin", x => x.Asin());
        table.Unary("asinh", x => x.Asinh());
        table.Unary("atan", x => x.Atan());
        table.Unary("atanh", x => x.Atanh());
        table.Unary("cos", x => x.Cos());
        table.Unary("cosh", x => x.Cosh());
        table.Unary("deg2rad", x => x.Deg2Rad());
        table.Unary("erf", x => x.Erf());
        table.Unary("erfc", x => x.Erfc());
        table.Unary("erfinv", x => x.ErfInv());
        table.Unary("exp", x => x.Exp());
        table.Unary("exp2", x => x.Exp2());
        table.Unary("expm1", x => x.Expm1());
        table.Unary("lgamma", x => x.LogGamma());
        table.Unary("log", x => x.Log());
        table.Unary("log10", x => x.Log10());
        table.Unary("log1p", x => x.Log1p());
        table.Unary("log2", x => x.Log2());
        table.Add("logit", a => a.X.Logit(a.FloatOr(1, "eps")));
        table.Add("nan_to_num", a => a.X.NanToNum(a.Float(1, "nan", 0), a.FloatOr(2, "posinf"), a.FloatOr(3, "neginf")));
        table.Unary("neg", x => -x);
        table.Unary("positive", x => x.Positive());
        table.Unary("rad2deg", x => x.Rad2Deg());
        table.Unary("reciprocal", x => x.Reciprocal());
        table.Unary("rsqrt", x => x.Rsqrt());
        table.Unary("sigmoid", x => x.Sigmoid());
        table.Unary("sign", x => x.Sign());
        table.Unary("sin", x => x.Sin());
        table.Unary("sinc", x => x.Sinc());
        table.Unary("sinh", x => x.Sinh());
        table.Unary("sqrt", x => x.Sqrt());
        table.Unary("square", x => x.Square());
        table.Unary("tan", x => x.Tan());
        table.Unary("tanh", x => x.Tanh());
    }

    private static void Rounding(OperatorTable table)
    {
        table.Unary("ceil", x => x.Ceiling());
        table.Unary("floor", x => x.Floor());
        table.Unary("frac", x => x.Frac());
        table.Add("round", a => a.X.Round(a.Int(-1, "decimals", 0)));
        table.Unary("trunc", x => x.Truncate());
    }

    private static void Predicates(OperatorTable table)
    {
        table.Unary("isfinite", x => x.IsFinite());
        table.Unary("isinf", x => x.IsInfinite());
        table.Unary("isnan", x => x.IsNaN());
        table.Unary("isneginf", x => x.IsNegInf());
        table.Unary("isposinf", x => x.IsPosInf());
        table.Unary("logical_not", x => x.LogicalNot());
        table.Unary("signbit", x => x.SignBit());
    }

    private static void Activations(OperatorTable table)
    {
        const string f = "nn.functional.";
        table.Add(f + "celu", a => a.X.Celu(a.Float(1, "alpha", 1)));
        table.Add(f + "elu", a => a.X.Elu(a.Float(1, "alpha", 1)));
        table.Add(f + "gelu", a => a.X.Gelu(a.Text(1, "approximate", "none") == "tanh"));
        table.Add(f + "hardshrink", a => a.X.Hardshrink(a.Float(1, "lambd", 0.5)));
        table.Unary(f + "hardsigmoid", x => x.Hardsigmoid());
        table.Unary(f + "hardswish", x => x.Hardswish());
        table.Add(f + "hardtanh", a => a.X.Hardtanh(a.Float(1, "min_val", -1), a.Float(2, "max_val", 1)));
        table.Add(f + "leaky_relu", a => a.X.LeakyRelu(a.Float(1, "negative_slope", 0.01)));
        table.Unary(f + "logsigmoid", x => x.LogSigmoid());
        table.Unary(f + "mish", x => x.Mish());
        table.Unary(f + "relu", x => x.Relu());
        table.Unary(f + "relu6", x => x.Relu6());
        table.Unary(f + "selu", x => x.Selu());
        table.Unary(f + "silu", x => x.Silu());
        table.Add(f + "softplus", a => a.X.Softplus(a.Float(1, "beta", 1), a.Float(2, "threshold", 20)));
        table.Add(f + "softshrink", a => a.X.Softshrink(a.Float(1, "lambd", 0.5)));
        table.Unary(f + "softsign", x => x.Softsign());
        table.Unary(f + "tanhshrink", x => x.Tanhshrink());
        table.Add(f + "threshold", a => a.X.Threshold(a.Float(1, "threshold"), a.Float(2, "value")));
    }
}
