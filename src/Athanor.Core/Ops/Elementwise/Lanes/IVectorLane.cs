namespace Athanor.Ops;

/// <summary>
/// A lane of numbers in memory: the few bit-level steps, beside arithmetic, from which <see cref="LaneMath{L, T}"/> builds every
/// transcendental function once. As each step is exact or rounded once, all widths give the same bits.
/// </summary>
/// <typeparam name="L">The lane itself.</typeparam>
/// <typeparam name="T">Its element: float, double or long.</typeparam>
public unsafe partial interface IVectorLane<L, T> : ILane<L>
    where L : struct, IVectorLane<L, T>
    where T : unmanaged
{
    /// <summary>How many elements it holds.</summary>
    static abstract int Width { get; }

    /// <summary>Reads <see cref="Width"/> elements, at any alignment.</summary>
    static abstract L Load(T* source);

    /// <summary>Writes <see cref="Width"/> elements, at any alignment.</summary>
    void Store(T* destination);

    /// <summary>x · 2ⁿ, rounded once, for integers n of at most twice the exponent range and x near 1.</summary>
    static abstract L Scale(L x, L n);

    /// <summary>m and e of x = m · 2ᵉ, √½ ≤ m &lt; √2, for positive normal x; anything for other x.</summary>
    static abstract L Split(L x, out L exponent);

    /// <summary><paramref name="then"/> where <paramref name="bit"/> of the bits of <paramref name="x"/> is set, else the other.</summary>
    static abstract L IfBit(L x, int bit, L then, L otherwise);

    /// <summary><paramref name="x"/>, negated where <paramref name="bit"/> of the bits of <paramref name="selector"/> is set.</summary>
    static abstract L NegateIfBit(L x, L selector, int bit);

    /// <summary>True if a &gt; b in any place.</summary>
    static abstract bool AnyGreater(L a, L b);

    /// <summary>A function of double applied element by element and rounded: the slow path and the rare functions.</summary>
    static abstract L Each(L x, delegate*<double, double> function);

    /// <summary>A function of two elements applied element by element.</summary>
    static abstract L Each(L a, L b, delegate*<T, T, T> function);

    /// <summary>A function computed in double lanes and rounded to T: for what single precision has too few bits for.</summary>
    static abstract L ViaDouble<F>(L x)
        where F : struct, IDoubleFunction;

    /// <summary>A function of two numbers computed in double lanes and rounded to T.</summary>
    static abstract L ViaDouble<F>(L a, L b)
        where F : struct, IDoubleFunction2;
}

/// <summary>A function written over any lane of doubles.</summary>
public interface IDoubleFunction
{
    /// <summary>Its value.</summary>
    static abstract D Apply<D>(D x)
        where D : struct, IVectorLane<D, double>;
}

/// <summary>A function of two numbers written over any lane of doubles.</summary>
public interface IDoubleFunction2
{
    /// <summary>Its value.</summary>
    static abstract D Apply<D>(D a, D b)
        where D : struct, IVectorLane<D, double>;
}
