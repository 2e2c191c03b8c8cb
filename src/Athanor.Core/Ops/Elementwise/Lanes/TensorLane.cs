namespace Athanor.Ops;

/// <summary>
/// A lane that is a whole tensor: a function or slope written over lanes becomes tensor operations, which can be differentiated again.
/// Constants stay numbers until they meet a tensor.
/// </summary>
internal readonly struct TensorLane : ILane<TensorLane>
{
    private readonly Tensor? _tensor;
    private readonly double _constant;

    public TensorLane(Tensor tensor) => _tensor = tensor;

    private TensorLane(double constant) => _constant = constant;

    /// <summary>The tensor; a constant becomes a scalar of the kind of <paramref name="like"/>.</summary>
    public Tensor Value(Tensor like) => _tensor ?? Tensor.Full(new TensorSpec(Shape.Scalar, like.DType.IsFloating() ? like.DType : Defaults.DType, like.Device), _constant);

    public static TensorLane Constant(double value) => new(value);

    public static TensorLane operator +(TensorLane a, TensorLane b) => (a._tensor, b._tensor) switch
    {
        ({ } x, { } y) => new(x + y),
        ({ } x, null) => new(x + b._constant),
        (null, { } y) => new(y + a._constant),
        _ => new(a._constant + b._constant),
    };

    public static TensorLane operator -(TensorLane a, TensorLane b) => (a._tensor, b._tensor) switch
    {
        ({ } x, { } y) => new(x - y),
        ({ } x, null) => new(x - b._constant),
        (null, { } y) => new(a._constant - y),
        _ => new(a._constant - b._constant),
    };

    public static TensorLane operator -(TensorLane a) => a._tensor is { } x ? new(-x) : new(-a._constant);

    public static TensorLane operator *(TensorLane a, TensorLane b) => (a._tensor, b._tensor) switch
    {
        ({ } x, { } y) => new(x * y),
        ({ } x, null) => new(x * b._constant),
        (null, { } y) => new(y * a._constant),
        _ => new(a._constant * b._constant),
    };

    public static TensorLane operator /(TensorLane a, TensorLane b) => (a._tensor, b._tensor) switch
    {
        ({ } x, { } y) => new(x / y),
        ({ } x, null) => new(x / b._constant),
        (null, { } y) => new(a._constant / y),
        _ => new(a._constant / b._constant),
    };

    public static TensorLane MultiplyAdd(TensorLane a, TensorLane b, TensorLane c) => a * b + c;

    public static TensorLane IfLess(TensorLane a, TensorLane b, TensorLane then, TensorLane otherwise) =>
        If((x, y) => x.LessThan(y), a, b, a._constant < b._constant, then, otherwise);

    public static TensorLane IfLessOrEqual(TensorLane a, TensorLane b, TensorLane then, TensorLane otherwise) =>
        If((x, y) => x.LessThanOrEqualTo(y), a, b, a._constant <= b._constant, then, otherwise);

    public static TensorLane IfEqual(TensorLane a, TensorLane b, TensorLane then, TensorLane otherwise) =>
        If((x, y) => x.EqualTo(y), a, b, a._constant == b._constant, then, otherwise);

    public static TensorLane IfNaN(TensorLane a, TensorLane then, TensorLane otherwise) =>
        a._tensor is { } x ? new(Tensor.Where(x.IsNaN(), then.Value(x), otherwise.Value(x))) : double.IsNaN(a._constant) ? then : otherwise;

    public static TensorLane Min(TensorLane a, TensorLane b) => Of(a, b, Tensor.Minimum, Math.Min);

    public static TensorLane Max(TensorLane a, TensorLane b) => Of(a, b, Tensor.Maximum, Math.Max);

    public static TensorLane CopySign(TensorLane magnitude, TensorLane sign) => Of(magnitude, sign, (m, s) => m.CopySign(s), Math.CopySign);

    public static TensorLane Fmod(TensorLane a, TensorLane b) => Of(a, b, (x, y) => x.Fmod(y), (x, y) => x % y);

    public static TensorLane Pow(TensorLane a, TensorLane b) => (a._tensor, b._tensor) switch
    {
        ({ } x, null) => new(x.Pow(b._constant)),
        (null, { } y) => new(Tensor.Pow(a._constant, y)),
        _ => Of(a, b, (x, y) => x.Pow(y), Math.Pow),
    };

    public static TensorLane Atan2(TensorLane y, TensorLane x) => Of(y, x, (p, q) => p.Atan2(q), Math.Atan2);

    public static TensorLane Abs(TensorLane x) => Of(x, t => t.Abs(), Math.Abs);

    public static TensorLane Sqrt(TensorLane x) => Of(x, t => t.Sqrt(), Math.Sqrt);

    public static TensorLane Floor(TensorLane x) => Of(x, t => t.Floor(), Math.Floor);

    public static TensorLane Ceiling(TensorLane x) => Of(x, t => t.Ceiling(), Math.Ceiling);

    public static TensorLane Truncate(TensorLane x) => Of(x, t => t.Truncate(), Math.Truncate);

    public static TensorLane Round(TensorLane x) => Of(x, t => t.Round(), Math.Round);

    public static TensorLane Exp(TensorLane x) => Of(x, t => t.Exp(), Math.Exp);

    public static TensorLane Exp2(TensorLane x) => Of(x, t => t.Exp2(), v => Math.Pow(2, v));

    public static TensorLane Expm1(TensorLane x) => Of(x, t => t.Expm1(), double.ExpM1);

    public static TensorLane Log(TensorLane x) => Of(x, t => t.Log(), Math.Log);

    public static TensorLane Log2(TensorLane x) => Of(x, t => t.Log2(), Math.Log2);

    public static TensorLane Log10(TensorLane x) => Of(x, t => t.Log10(), Math.Log10);

    public static TensorLane Log1p(TensorLane x) => Of(x, t => t.Log1p(), double.LogP1);

    public static TensorLane Sin(TensorLane x) => Of(x, t => t.Sin(), Math.Sin);

    public static TensorLane Cos(TensorLane x) => Of(x, t => t.Cos(), Math.Cos);

    public static TensorLane Tan(TensorLane x) => Of(x, t => t.Tan(), Math.Tan);

    public static TensorLane Asin(TensorLane x) => Of(x, t => t.Asin(), Math.Asin);

    public static TensorLane Acos(TensorLane x) => Of(x, t => t.Acos(), Math.Acos);

    public static TensorLane Atan(TensorLane x) => Of(x, t => t.Atan(), Math.Atan);

    public static TensorLane Sinh(TensorLane x) => Of(x, t => t.Sinh(), Math.Sinh);

    public static TensorLane Cosh(TensorLane x) => Of(x, t => t.Cosh(), Math.Cosh);

    public static TensorLane Tanh(TensorLane x) => Of(x, t => t.Tanh(), Math.Tanh);

    public static TensorLane Asinh(TensorLane x) => Of(x, t => t.Asinh(), Math.Asinh);

    public static TensorLane Acosh(TensorLane x) => Of(x, t => t.Acosh(), Math.Acosh);

    public static TensorLane Atanh(TensorLane x) => Of(x, t => t.Atanh(), Math.Atanh);

    public static TensorLane Erf(TensorLane x) => Of(x, t => t.Erf(), SpecialFunctions.Erf);

    public static TensorLane Erfc(TensorLane x) => Of(x, t => t.Erfc(), SpecialFunctions.Erfc);

    public static TensorLane ErfInv(TensorLane x) => Of(x, t => t.ErfInv(), SpecialFunctions.ErfInv);

    public static TensorLane LogGamma(TensorLane x) => Of(x, t => t.LogGamma(), SpecialFunctions.LogGamma);

    public static TensorLane Polygamma(int order, TensorLane x) => Of(x, t => t.Polygamma(order), v => SpecialFunctions.Polygamma(order, v));

    private static TensorLane Of(TensorLane x, Func<Tensor, Tensor> tensor, Func<double, double> number) =>
        x._tensor is { } t ? new(tensor(t)) : new(number(x._constant));

    private static TensorLane Of(TensorLane a, TensorLane b, Func<Tensor, Tensor, Tensor> tensor, Func<double, double, double> number) =>
        (a._tensor ?? b._tensor) is { } like ? new(tensor(a.Value(like), b.Value(like))) : new(number(a._constant, b._constant));

    private static TensorLane If(
        Func<Tensor, Tensor, Tensor> test, TensorLane a, TensorLane b, bool constants, TensorLane then, TensorLane otherwise)
    {
        if ((a._tensor ?? b._tensor) is not { } like)
            return constants ? then : otherwise;
        return new(Tensor.Where(test(a.Value(like), b.Value(like)), then.Value(like), otherwise.Value(like)));
    }
}
