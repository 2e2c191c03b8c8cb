using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>Sum, element by element; shapes broadcast, types are promoted.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    /// <summary>Sum with a number.</summary>
    public static Tensor operator +(Tensor a, Number b) => a.With(b, new AddBy(b.Double), new AddScaled(1));

    /// <summary>Sum with a number.</summary>
    public static Tensor operator +(Number a, Tensor b) => b + a;

    /// <summary>Difference, element by element.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Apply(new Binary<Subtract>(default), a, b);

    /// <summary>Difference from a number.</summary>
    public static Tensor operator -(Tensor a, Number b) => a.With(b, new AddBy(-b.Double), default(Subtract));

    /// <summary>A number less each element.</summary>
    public static Tensor operator -(Number a, Tensor b) => b.With(a, new SubtractFrom(a.Double), default(Subtract), numberFirst: true);

    /// <summary>Each element negated.</summary>
    public static Tensor operator -(Tensor a) => a.DType == DType.Bool
        ? throw new TensorException("neg", "a bool tensor has no negative; use LogicalNot")
        : Apply(new Unary<Negate>(default), a);

    /// <summary>Product, element by element; for the matrix product see <see cref="MatMul"/>.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Apply(new Binary<Multiply>(default), a, b);

    /// <summary>Product with a number.</summary>
    public static Tensor operator *(Tensor a, Number b) => a.With(b, new MultiplyBy(b.Double), default(Multiply));

    /// <summary>Product with a number.</summary>
    public static Tensor operator *(Number a, Tensor b) => b * a;

    /// <summary>Quotient as a fraction, element by element: integers give floats.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => Apply(new Binary<Divide>(default), a, b);

    /// <summary>Quotient by a number.</summary>
    public static Tensor operator /(Tensor a, Number b) => a.With(b, new DivideBy(b.Double), default(Divide));

    /// <summary>A number divided by each element.</summary>
    public static Tensor operator /(Number a, Tensor b) => b.With(a, new DivideInto(a.Double), default(Divide), numberFirst: true);

    /// <summary>Remainder with the sign of the divisor, element by element.</summary>
    public static Tensor operator %(Tensor a, Tensor b) => Apply(new Binary<Remainder>(default), a, b);

    /// <summary>Remainder by a number, with its sign.</summary>
    public static Tensor operator %(Tensor a, Number b) => a % a.Like(b);

    /// <summary>Whether each element is less.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => a.LessThan(b);

    /// <summary>Whether each element is greater.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => b.LessThan(a);

    /// <summary>Whether each element is less or equal.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => a.LessThanOrEqualTo(b);

    /// <summary>Whether each element is greater or equal.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => b.LessThanOrEqualTo(a);

    /// <summary>Whether each element is less than a number.</summary>
    public static Tensor operator <(Tensor a, Number b) => a.With(b, new LessBy(b.Double), default(Less));

    /// <summary>Whether each element is greater than a number.</summary>
    public static Tensor operator >(Tensor a, Number b) => a.With(b, new GreaterBy(b.Double), default(Less), numberFirst: true);

    /// <summary>Whether each element is at most a number.</summary>
    public static Tensor operator <=(Tensor a, Number b) => a.With(b, new LessOrEqualBy(b.Double), default(LessOrEqual));

    /// <summary>Whether each element is at least a number.</summary>
    public static Tensor operator >=(Tensor a, Number b) => a.With(b, new GreaterOrEqualBy(b.Double), default(LessOrEqual), numberFirst: true);

    /// <summary>this + alpha · other.</summary>
    public Tensor Add(Tensor other, double alpha = 1) => Apply(new Binary<AddScaled>(new AddScaled(alpha)), this, other);

    /// <summary>Quotient rounded down, element by element, in the promoted type.</summary>
    public Tensor FloorDivide(Tensor other) => Apply(new Binary<FloorDivide>(default), this, other);

    /// <summary>Quotient rounded toward zero, element by element, in the promoted type.</summary>
    public Tensor TruncateDivide(Tensor other) => Apply(new Binary<TruncateDivide>(default), this, other);

    /// <summary>Remainder with the sign of this, element by element.</summary>
    public Tensor Fmod(Tensor other) => Apply(new Binary<Fmod>(default), this, other);

    /// <summary>Each element to the power of the other's.</summary>
    public Tensor Pow(Tensor exponent) => Apply(new Binary<Pow>(default), this, exponent);

    /// <summary>Each element to a constant power.</summary>
    public Tensor Pow(Number exponent) => exponent.Double switch
    {
        2 => Square(),
        0.5 when DType.IsFloating() => Sqrt(),
        < 0 when !exponent.IsFloating && !DType.IsFloating() => throw new TensorException("pow", $"integers have no negative integer powers, got {exponent}"),
        var e => With(exponent, new PowBy(e), default(Pow)),
    };

    /// <summary>A constant to the power of each element.</summary>
    public static Tensor Pow(Number @base, Tensor exponent) => exponent.With(@base, new PowOf(@base.Double), default(Pow), numberFirst: true);

    /// <summary>The angle of the point (x = other, y = this).</summary>
    public Tensor Atan2(Tensor other) => Apply(new Binary<Atan2>(default), this, other);

    /// <summary>√(this² + other²) without overflow.</summary>
    public Tensor Hypot(Tensor other) => Apply(new Binary<Hypot>(default), this, other);

    /// <summary>|this| with the sign of the other.</summary>
    public Tensor CopySign(Tensor sign) => Apply(new Binary<CopySign>(default), this, sign);

    /// <summary>ln(e^this + e^other) without overflow.</summary>
    public Tensor LogAddExp(Tensor other) => Apply(new Binary<LogAddExp>(default), this, other);

    /// <summary>this · ln other, 0 where this is 0.</summary>
    public Tensor XLogY(Tensor other) => Apply(new Binary<XLogY>(default), this, other);

    /// <summary>The larger of two, element by element; NaN if either is.</summary>
    public static Tensor Maximum(Tensor a, Tensor b) => Apply(new Binary<Maximum>(default), a, b);

    /// <summary>The smaller of two, element by element; NaN if either is.</summary>
    public static Tensor Minimum(Tensor a, Tensor b) => Apply(new Binary<Minimum>(default), a, b);

    /// <summary>The larger of two, or the one that is a number.</summary>
    public Tensor Fmax(Tensor other) => Apply(new Binary<Fmax>(default), this, other);

    /// <summary>The smaller of two, or the one that is a number.</summary>
    public Tensor Fmin(Tensor other) => Apply(new Binary<Fmin>(default), this, other);

    /// <summary>Each element cut to [low, high]; a bound may be left out.</summary>
    public Tensor Clamp(Number? low = null, Number? high = null)
    {
        if (low is null && high is null)
            throw new TensorException("clamp", "at least one bound is needed");
        DType type = DType;
        if (low is { } l)
            type = l.Promote(type);
        if (high is { } h)
            type = h.Promote(type);
        Tensor x = To(type);
        if (low is { IsDouble: false } || high is { IsDouble: false })
            return x.Clamp(low is { } least ? x.Like(least) : null, high is { } most ? x.Like(most) : null);
        return Apply(new Unary<ClampBy>(new ClampBy(low?.Double ?? double.NegativeInfinity, high?.Double ?? double.PositiveInfinity)), x);
    }

    /// <summary>Each element cut to the bounds at its place.</summary>
    public Tensor Clamp(Tensor? low, Tensor? high) => (low, high) switch
    {
        ({ } l, { } h) => Apply(new Ternary<Clamp>(default), this, l, h),
        ({ } l, null) => l.DType.IsFloating() ? Apply(new Ternary<Clamp>(default), this, l, l.Like(double.PositiveInfinity)) : Where(this < l, l, this),
        (null, { } h) => h.DType.IsFloating() ? Apply(new Ternary<Clamp>(default), this, h.Like(double.NegativeInfinity), h) : Where(this > h, h, this),
        _ => throw new TensorException("clamp", "at least one bound is needed"),
    };

    /// <summary><paramref name="a"/> where <paramref name="condition"/> is not 0, else <paramref name="b"/>; shapes broadcast.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b) => Apply(new Ternary<Where>(default), condition, a, b);

    /// <summary>this + weight · (end − this), element by element.</summary>
    public Tensor Lerp(Tensor end, Tensor weight) => Apply(new Ternary<Lerp>(default), this, end, weight);

    /// <summary>this + weight · (end − this).</summary>
    public Tensor Lerp(Tensor end, double weight) => Apply(new Binary<LerpBy>(new LerpBy(weight)), this, end);

    /// <summary>this + value · a · b.</summary>
    public Tensor AddCmul(Tensor a, Tensor b, double value = 1) => Apply(new Ternary<AddCmul>(new AddCmul(value)), this, a, b);

    /// <summary>this + value · a / b.</summary>
    public Tensor AddCdiv(Tensor a, Tensor b, double value = 1) => Apply(new Ternary<AddCdiv>(new AddCdiv(value)), this, a, b);

    /// <summary>Whether elements are equal.</summary>
    public Tensor EqualTo(Tensor other) => Apply(new Binary<Equal>(default), this, other);

    /// <summary>Whether each element equals a number.</summary>
    public Tensor EqualTo(Number other) => With(other, new EqualBy(other.Double), default(Equal));

    /// <summary>Whether elements differ.</summary>
    public Tensor NotEqualTo(Tensor other) => Apply(new Binary<NotEqual>(default), this, other);

    /// <summary>Whether each element differs from a number.</summary>
    public Tensor NotEqualTo(Number other) => With(other, new NotEqualBy(other.Double), default(NotEqual));

    /// <summary>Whether each element is less.</summary>
    public Tensor LessThan(Tensor other) => Apply(new Binary<Less>(default), this, other);

    /// <summary>Whether each element is less or equal.</summary>
    public Tensor LessThanOrEqualTo(Tensor other) => Apply(new Binary<LessOrEqual>(default), this, other);

    /// <summary>Whether neither is 0.</summary>
    public Tensor LogicalAnd(Tensor other) => Apply(new Binary<LogicalAnd>(default), this, other);

    /// <summary>Whether either is not 0.</summary>
    public Tensor LogicalOr(Tensor other) => Apply(new Binary<LogicalOr>(default), this, other);

    /// <summary>Whether just one is not 0.</summary>
    public Tensor LogicalXor(Tensor other) => Apply(new Binary<LogicalXor>(default), this, other);

    /// <summary>Sums over dimensions until the tensor has a shape that broadcasts to its own: the gradient of broadcasting.</summary>
    /// <exception cref="TensorException">The shape does not broadcast to this tensor's.</exception>
    public Tensor SumTo(Shape shape)
    {
        if (shape.Equals(Shape))
            return this;
        int lead = Rank - shape.Rank;
        if (lead < 0)
            throw new TensorException("sum_to", $"shape {shape} does not broadcast to {Shape}");
        var dims = new List<int>();
        for (int i = 0; i < Rank; i++)
            if (i < lead || (shape.Dims[i - lead] == 1 && Shape.Dims[i] != 1))
                dims.Add(i);
            else if (shape.Dims[i - lead] != Shape.Dims[i])
                throw new TensorException("sum_to", $"shape {shape} does not broadcast to {Shape}");
        return Sum(dims.ToArray(), keepDim: true).Reshape(shape);
    }

    /// <summary>Applies a function that holds a number's value, in the type that tensor and number promote to.</summary>
    private Tensor With<F>(Number number, F function)
        where F : unmanaged, IUnary => Apply(new Unary<F>(function), To(number.Promote(DType)));

    /// <summary>
    /// Applies a function that holds a number's value, in the type that tensor and number promote to; the function of two to an integer that
    /// no double holds.
    /// </summary>
    private Tensor With<F, B>(Number number, F function, B pair, bool numberFirst = false)
        where F : unmanaged, IUnary
        where B : unmanaged, IBinary
    {
        if (number.IsDouble)
            return With(number, function);
        Tensor other = Like(number);
        return numberFirst ? Apply(new Binary<B>(pair), other, this) : Apply(new Binary<B>(pair), this, other);
    }

    /// <summary>A number as a scalar tensor beside this one.</summary>
    private Tensor Like(Number number) => Full(new TensorSpec(Shape.Scalar, number.Promote(DType), Device), number);
}
