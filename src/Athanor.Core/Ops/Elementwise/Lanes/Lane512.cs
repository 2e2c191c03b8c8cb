using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Ops;

/// <summary>The elements of one 512-bit register.</summary>
/// <typeparam name="T">float, double or long.</typeparam>
/// <param name="value">The register.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly unsafe partial struct Lane512<T>(Vector512<T> value) : IVectorLane<Lane512<T>, T>
    where T : unmanaged
{
    /// <summary>The register.</summary>
    public readonly Vector512<T> Value = value;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(T* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => Value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Constant(double value)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.Create(value).As<double, T>());
        return new(Vector512.Create((long)value).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => 
        typeof(T) == typeof(long) ? Each(a, b, &ElementFunctions.Divide<T>) : new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());
        return new((a.Value * b.Value) + c.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IfLess(Lane512<T> a, Lane512<T> b, Lane512<T> then, Lane512<T> otherwise) => 
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IfLessOrEqual(Lane512<T> a, Lane512<T> b, Lane512<T> then, Lane512<T> otherwise) => 
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IfEqual(Lane512<T> a, Lane512<T> b, Lane512<T> then, Lane512<T> otherwise) => 
        new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IfNaN(Lane512<T> a, Lane512<T> then, Lane512<T> otherwise) => 
        new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, a.Value), otherwise.Value, then.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> a, Lane512<T> b) => new(Vector512.Min(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> a, Lane512<T> b) => new(Vector512.Max(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> x)
    {
        // Vector.Abs may throw for the smallest integer; C's wraps.
        if (typeof(T) == typeof(long))
            return IfLess(x, default, -x, x);
        return new(Vector512.Abs(x.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> CopySign(Lane512<T> magnitude, Lane512<T> sign)
    {
        if (typeof(T) == typeof(long))
            return IfLess(sign, default, -Abs(magnitude), Abs(magnitude));
        return new(Vector512.ConditionalSelect(Constant(-0.0).Value, sign.Value, magnitude.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> x)
    {
        if (typeof(T) == typeof(long))
            throw LaneMath<Lane512<T>, T>.NotForIntegers(nameof(Sqrt));
        return new(Vector512.Sqrt(x.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Floor(Lane512<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.Floor(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.Floor(x.Value.AsDouble()).As<double, T>());
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Ceiling(Lane512<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.Ceiling(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.Ceiling(x.Value.AsDouble()).As<double, T>());
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Truncate(Lane512<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.Truncate(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.Truncate(x.Value.AsDouble()).As<double, T>());
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> x)
    {
        if (typeof(T) == typeof(float))
            return new(Vector512.Round(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double))
            return new(Vector512.Round(x.Value.AsDouble()).As<double, T>());
        return x;
    }
}
