namespace Athanor.Ops;

/// <summary>Bit patterns that the lanes share.</summary>
internal static class FloatBits
{
    /// <summary>The bits of √½ as a float.</summary>
    public const int SqrtHalf32 = 0x3F3504F3;

    /// <summary>The bits of √½ as a double.</summary>
    public const long SqrtHalf64 = 0x3FE6A09E667F3BCD;

    /// <summary>1.5 · 2²³: added to a small number, leaves it rounded to an integer in the low bits.</summary>
    public const float Integer32 = 12582912f;

    /// <summary>1.5 · 2⁵².</summary>
    public const double Integer64 = 6755399441055744;
}
