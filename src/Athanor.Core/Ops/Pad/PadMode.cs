namespace Athanor;

/// <summary>What padding is filled with.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The elements mirrored at the border, which is not repeated.</summary>
    Reflect,

    /// <summary>The element at the border.</summary>
    Replicate,

    /// <summary>The elements of the other end.</summary>
    Circular,
}
