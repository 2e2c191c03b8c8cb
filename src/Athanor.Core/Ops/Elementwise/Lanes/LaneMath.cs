using System.Runtime.CompilerServices;

namespace Athanor.Ops;

/// <summary>
/// The transcendental functions, written once over a lane from steps that are exact or rounded once, so that scalars, 256-bit and
/// 512-bit vectors give the same bits. Float uses single precision where it has bits enough, else lanes of doubles.
/// </summary>
/// <remarks>
/// Polynomials are interpolations at Chebyshev nodes, close to minimax, computed in 70 digits by <c>coefficients.py</c> beside this
/// file. Argument reductions are Cody and Waite's, in which a fused multiply-add makes the first step exact. Only Exp is inlined into
/// its callers: the JIT stops inlining at 512 locals in a method, and two or three of the longer functions side by side in one loop
/// would reach that, after which each addition becomes a call and the loop ten times slower.
/// </remarks>
/// <typeparam name="L">The lane.</typeparam>
/// <typeparam name="T">Its element: float or double.</typeparam>
public static unsafe partial class LaneMath<L, T>
    where L : struct, IVectorLane<L, T>
    where T : unmanaged
{
    private static bool IsFloat
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <summary>What is thrown where a function has no meaning for integers.</summary>
    internal static NotSupportedException NotForIntegers(string name) =>
        new($"{name} is not defined on 64-bit integers: convert the operand to float32 or float64 first.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FloatOnly([CallerMemberName] string name = "")
    {
        if (typeof(T) == typeof(long))
            throw NotForIntegers(name);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L C(double value) => L.Constant(value);

    /// <summary>p · x + c: one step of Horner's scheme.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Step(L p, L x, double c) => L.MultiplyAdd(p, x, L.Constant(c));
}
