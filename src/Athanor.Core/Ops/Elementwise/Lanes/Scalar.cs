using System.Runtime.CompilerServices;

namespace Athanor.Ops;

/// <summary>One element: the ends of rows, strided loops and machines without vectors.</summary>
/// <typeparam name="T">float, double or long.</typeparam>
/// <param name="value">The element.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe partial struct Scalar<T>(T value) : IVectorLane<Scalar<T>, T>
    where T : unmanaged
{
    /// <summary>The element.</summary>
    public readonly T Value = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    private float F
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<T, float>(Value);
    }

    private double D
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<T, double>(Value);
    }

    private long I
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<T, long>(Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Load(T* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => *destination = Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Constant(double value)
    {
        if (typeof(T) == typeof(float))
            return Of((float)value);
        if (typeof(T) == typeof(double))
            return Of(value);
        return Of((long)value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator +(Scalar<T> a, Scalar<T> b)
    {
        if (typeof(T) == typeof(float))
            return Of(a.F + b.F);
        if (typeof(T) == typeof(double))
            return Of(a.D + b.D);
        return Of(a.I + b.I);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> a, Scalar<T> b)
    {
        if (typeof(T) == typeof(float))
            return Of(a.F - b.F);
        if (typeof(T) == typeof(double))
            return Of(a.D - b.D);
        return Of(a.I - b.I);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator *(Scalar<T> a, Scalar<T> b)
    {
        if (typeof(T) == typeof(float))
            return Of(a.F * b.F);
        if (typeof(T) == typeof(double))
            return Of(a.D * b.D);
        return Of(a.I * b.I);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> a)
    {
        if (typeof(T) == typeof(float))
            return Of(-a.F);
        if (typeof(T) == typeof(double))
            return Of(-a.D);
        return Of(-a.I);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator /(Scalar<T> a, Scalar<T> b)
    {
        if (typeof(T) == typeof(float))
            return Of(a.F / b.F);
        if (typeof(T) == typeof(double))
            return Of(a.D / b.D);
        return new(ElementFunctions.Divide(a.Value, b.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> MultiplyAdd(Scalar<T> a, Scalar<T> b, Scalar<T> c)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.FusedMultiplyAdd(a.F, b.F, c.F));
        if (typeof(T) == typeof(double))
            return Of(Math.FusedMultiplyAdd(a.D, b.D, c.D));
        return Of((a.I * b.I) + c.I);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> IfLess(Scalar<T> a, Scalar<T> b, Scalar<T> then, Scalar<T> otherwise)
    {
        if (typeof(T) == typeof(float))
            return a.F < b.F ? then : otherwise;
        if (typeof(T) == typeof(double))
            return a.D < b.D ? then : otherwise;
        return a.I < b.I ? then : otherwise;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> IfLessOrEqual(Scalar<T> a, Scalar<T> b, Scalar<T> then, Scalar<T> otherwise)
    {
        if (typeof(T) == typeof(float))
            return a.F <= b.F ? then : otherwise;
        if (typeof(T) == typeof(double))
            return a.D <= b.D ? then : otherwise;
        return a.I <= b.I ? then : otherwise;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> IfEqual(Scalar<T> a, Scalar<T> b, Scalar<T> then, Scalar<T> otherwise)
    {
        if (typeof(T) == typeof(float))
            return a.F == b.F ? then : otherwise;
        if (typeof(T) == typeof(double))
            return a.D == b.D ? then : otherwise;
        return a.I == b.I ? then : otherwise;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> IfNaN(Scalar<T> a, Scalar<T> then, Scalar<T> otherwise)
    {
        if (typeof(T) == typeof(float))
            return float.IsNaN(a.F) ? then : otherwise;
        if (typeof(T) == typeof(double))
            return double.IsNaN(a.D) ? then : otherwise;
        return otherwise;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Min(Scalar<T> a, Scalar<T> b)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Min(a.F, b.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Min(a.D, b.D));
        return Of(Math.Min(a.I, b.I));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Max(Scalar<T> a, Scalar<T> b)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Max(a.F, b.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Max(a.D, b.D));
        return Of(Math.Max(a.I, b.I));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Abs(Scalar<T> x)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Abs(x.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Abs(x.D));
        return Of(x.I < 0 ? -x.I : x.I);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> CopySign(Scalar<T> magnitude, Scalar<T> sign)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.CopySign(magnitude.F, sign.F));
        if (typeof(T) == typeof(double))
            return Of(Math.CopySign(magnitude.D, sign.D));
        return sign.I < 0 ? -Abs(magnitude) : Abs(magnitude);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Sqrt(Scalar<T> x)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Sqrt(x.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Sqrt(x.D));
        throw LaneMath<Scalar<T>, T>.NotForIntegers(nameof(Sqrt));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Floor(Scalar<T> x)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Floor(x.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Floor(x.D));
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Ceiling(Scalar<T> x)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Ceiling(x.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Ceiling(x.D));
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Truncate(Scalar<T> x)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Truncate(x.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Truncate(x.D));
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Round(Scalar<T> x)
    {
        if (typeof(T) == typeof(float))
            return Of(MathF.Round(x.F));
        if (typeof(T) == typeof(double))
            return Of(Math.Round(x.D));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar<T> Of(float x) => new(Unsafe.BitCast<float, T>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar<T> Of(double x) => new(Unsafe.BitCast<double, T>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar<T> Of(long x) => new(Unsafe.BitCast<long, T>(x));
}
