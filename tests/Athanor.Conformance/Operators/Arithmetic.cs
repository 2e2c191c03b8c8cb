namespace Athanor.Conformance.Operators;

/// <summary>Functions of the elements of two or three tensors.</summary>
internal static class Arithmetic
{
    public static void Register(OperatorTable table)
    {
        table.Add("add", a => a.X.Add(a.Operand(1, "other"), a.Float(2, "alpha", 1)));
        table.Add("sub", a => a.X.Add(a.Operand(1, "other"), -a.Float(2, "alpha", 1)));
        table.Binary("mul", (x, y) => x * y);
        table.Add("div", a => Divide(a.X, a.Operand(1, "other"), a.Text(2, "rounding_mode", "")));
        table.Binary("true_divide", (x, y) => x / y);
        table.Binary("floor_divide", (x, y) => x.FloorDivide(y));
        table.Binary("remainder", (x, y) => x % y);
        table.Binary("fmod", (x, y) => x.Fmod(y));
        table.Binary("atan2", (x, y) => x.Atan2(y));
        table.Binary("hypot", (x, y) => x.Hypot(y));
        table.Binary("copysign", (x, y) => x.CopySign(y));
        table.Binary("logaddexp", (x, y) => x.LogAddExp(y));
        table.Add("pow", Power);
        table.Add("lerp", a => a.Raw(2, "weight") is Tensor ? a.X.Lerp(a.T(1, "end"), a.T(2, "weight")) : a.X.Lerp(a.T(1, "end"), a.Float(2, "weight")));
        table.Add("addcmul", a => a.X.AddCmul(a.T(1, "tensor1"), a.T(2, "tensor2"), a.Float(3, "value", 1)));
        table.Add("addcdiv", a => a.X.AddCdiv(a.T(1, "tensor1"), a.T(2, "tensor2"), a.Float(3, "value", 1)));
        Extremes(table);
        Comparisons(table);
    }

    private static void Extremes(OperatorTable table)
    {
        table.Binary("maximum", Tensor.Maximum);
        table.Binary("minimum", Tensor.Minimum);
        table.Binary("max-binary", Tensor.Maximum);
        table.Binary("min-binary", Tensor.Minimum);
        table.Binary("fmax", (x, y) => x.Fmax(y));
        table.Binary("fmin", (x, y) => x.Fmin(y));
        table.Add("clamp", a => Clamp(a, 1, "min", 2, "max"));
        table.Add("clamp_min", a => Clamp(a, 1, "min", -1, ""));
        table.Add("clamp_max", a => Clamp(a, -1, "", 1, "max"));
    }

    private static void Comparisons(OperatorTable table)
    {
        table.Binary("eq", (x, y) => x.EqualTo(y));
        table.Binary("ne", (x, y) => x.NotEqualTo(y));
        table.Binary("lt", (x, y) => x < y);
        table.Binary("le", (x, y) => x <= y);
        table.Binary("gt", (x, y) => x > y);
        table.Binary("ge", (x, y) => x >= y);
        table.Binary("logical_and", (x, y) => x.LogicalAnd(y));
        table.Binary("logical_or", (x, y) => x.LogicalOr(y));
        table.Binary("logical_xor", (x, y) => x.LogicalXor(y));
    }

    private static Tensor Divide(Tensor x, Tensor y, string rounding) => rounding switch
    {
        "" => x / y,
        "floor" => x.FloorDivide(y),
        "trunc" => x.TruncateDivide(y),
        _ => throw new FormatException($"unknown rounding mode {rounding}"),
    };

    private static Tensor Power(Args a) => (a.Raw(0, "input"), a.Raw(1, "exponent")) switch
    {
        (Tensor, Tensor) => a.X.Pow(a.T(1, "exponent")),
        (Tensor, _) => a.X.Pow(a.Number(1, "exponent")),
        _ => Tensor.Pow(a.Number(0, "input"), a.T(1, "exponent")),
    };

    private static Tensor Clamp(Args a, int lowAt, string low, int highAt, string high) =>
        a.Raw(lowAt, low) is Tensor || a.Raw(highAt, high) is Tensor
            ? a.X.Clamp(a.Raw(lowAt, low) is null ? Read(a, lowAt, low) : a.Operand(lowAt, low), a.Raw(highAt, high) is null ? Read(a, highAt, high) : a.Operand(highAt, high))
            : a.X.Clamp(a.NumberOr(lowAt, low), a.NumberOr(highAt, high));

    private static Tensor? Read(Args a, int position, string name) => a.TOr(position, name);
}
