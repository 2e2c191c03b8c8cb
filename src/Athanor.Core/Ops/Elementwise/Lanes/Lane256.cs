using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Ops;

/// <summary>The elements of one 256-bit register.</summary>
/// <typeparam name="T">float, double or long.</typeparam>
/// <param name="value">The register.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe partial struct Lane256<T>(Vector256<T> value) : IVectorLane<Lane256<T>, T>
    where T : unmanaged
{
    /// <summary>The register.</summary>
    public readonly Vector256<T> Value = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Load(T* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Constant(double value)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.Create(value).As<double, T>());
        return new(Vector256.Create((long)value).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> a, Lane256<T> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a, Lane256<T> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> a, Lane256<T> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> a, Lane256<T> b) => 
        typeof(T) == typeof(long) ? Each(a, b, &ElementFunctions.Divide<T>) : new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, Lane256<T> c)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());
        return new((a.Value * b.Value) + c.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IfLess(Lane256<T> a, Lane256<T> b, Lane256<T> then, Lane256<T> otherwise) => 
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IfLessOrEqual(Lane256<T> a, Lane256<T> b, Lane256<T> then, Lane256<T> otherwise) => 
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IfEqual(Lane256<T> a, Lane256<T> b, Lane256<T> then, Lane256<T> otherwise) => 
        new(Vector256.ConditionalSelect(Vector256.Equals(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IfNaN(Lane256<T> a, Lane256<T> then, Lane256<T> otherwise) => 
        new(Vector256.ConditionalSelect(Vector256.Equals(a.Value, a.Value), otherwise.Value, then.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Min(Lane256<T> a, Lane256<T> b) => new(Vector256.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Max(Lane256<T> a, Lane256<T> b) => new(Vector256.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> x)
    {
        // Vector.Abs may throw for the smallest integer; C's wraps.
        if (typeof(T) == typeof(long))
            return IfLess(x, default, -x, x);
        return new(Vector256.Abs(x.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> CopySign(Lane256<T> magnitude, Lane256<T> sign)
    {
        if (typeof(T) == typeof(long))
            return IfLess(sign, default, -Abs(magnitude), Abs(magnitude));
        return new(Vector256.ConditionalSelect(Constant(-0.0).Value, sign.Value, magnitude.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> x)
    {
        if (typeof(T) == typeof(long))
            throw LaneMath<Lane256<T>, T>.NotForIntegers(nameof(Sqrt));
        return new(Vector256.Sqrt(x.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Floor(Lane256<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.Floor(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.Floor(x.Value.AsDouble()).As<double, T>());
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Ceiling(Lane256<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.Ceiling(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.Ceiling(x.Value.AsDouble()).As<double, T>());
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Truncate(Lane256<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.Truncate(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.Truncate(x.Value.AsDouble()).As<double, T>());
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Round(Lane256<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector256.Round(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector256.Round(x.Value.AsDouble()).As<double, T>());
        return x;
    }
}
