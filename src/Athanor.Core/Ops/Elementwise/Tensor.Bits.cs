using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>Bits set in both, of integers or truth values.</summary>
    public static Tensor operator &(Tensor a, Tensor b) => a.BitwiseAnd(b);

    /// <summary>Bits set in either, of integers or truth values.</summary>
    public static Tensor operator |(Tensor a, Tensor b) => a.BitwiseOr(b);

    /// <summary>Bits set in just one, of integers or truth values.</summary>
    public static Tensor operator ^(Tensor a, Tensor b) => a.BitwiseXor(b);

    /// <summary>Every bit turned round; of truth values the opposite.</summary>
    public static Tensor operator ~(Tensor a) => a.BitwiseNot();

    /// <summary>Bits set in both, of integers or truth values.</summary>
    public Tensor BitwiseAnd(Tensor other) => Apply(new Plain(PlainFunction.And), this, other);

    /// <summary>Bits set in both.</summary>
    public Tensor BitwiseAnd(Number other) => BitwiseAnd(Like(other));

    /// <summary>Bits set in either, of integers or truth values.</summary>
    public Tensor BitwiseOr(Tensor other) => Apply(new Plain(PlainFunction.Or), this, other);

    /// <summary>Bits set in either.</summary>
    public Tensor BitwiseOr(Number other) => BitwiseOr(Like(other));

    /// <summary>Bits set in just one, of integers or truth values.</summary>
    public Tensor BitwiseXor(Tensor other) => Apply(new Plain(PlainFunction.Xor), this, other);

    /// <summary>Bits set in just one.</summary>
    public Tensor BitwiseXor(Number other) => BitwiseXor(Like(other));

    /// <summary>Every bit turned round; of truth values the opposite.</summary>
    public Tensor BitwiseNot() => DType == DType.Bool
        ? LogicalNot()
        : DType.IsInteger() ? -1 - this : throw new TensorException("bitwise_not", $"expected an integer or bool tensor, got {DType.Name()}");

    /// <summary>Bits moved up, those out of range lost.</summary>
    public Tensor LeftShift(Tensor by) => Apply(new Plain(PlainFunction.ShiftLeft), this, by);

    /// <summary>Bits moved up, those out of range lost.</summary>
    public Tensor LeftShift(Number by) => LeftShift(Like(by));

    /// <summary>Bits moved down, the sign kept.</summary>
    public Tensor RightShift(Tensor by) => Apply(new Plain(PlainFunction.ShiftRight), this, by);

    /// <summary>Bits moved down, the sign kept.</summary>
    public Tensor RightShift(Number by) => RightShift(Like(by));

    /// <summary>The greatest common divisors of integers.</summary>
    public Tensor Gcd(Tensor other) => Apply(new Plain(PlainFunction.Gcd), this, other);

    /// <summary>The least common multiples of integers.</summary>
    public Tensor Lcm(Tensor other) => Apply(new Plain(PlainFunction.Lcm), this, other);

    /// <summary>The next number that the type holds, toward the other.</summary>
    public Tensor NextAfter(Tensor other)
    {
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return Apply(new Plain(PlainFunction.NextAfter), this, other);
    }
}
