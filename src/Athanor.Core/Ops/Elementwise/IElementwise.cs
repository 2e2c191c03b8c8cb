namespace Athanor.Ops;

/// <summary>How the element type of a result follows from those of the operands, after their promotion to one.</summary>
public enum ResultType
{
    /// <summary>The promoted type.</summary>
    Same,

    /// <summary>The promoted type if it is floating, else the default float: functions with fractional values.</summary>
    Floating,

    /// <summary>Bool: comparisons and tests, which have no gradient.</summary>
    Truth,
}

/// <summary>What elementwise functions have in common.</summary>
public interface IElementwise
{
    /// <summary>The name as PyTorch spells it, for errors and dumps.</summary>
    static abstract string Name { get; }

    /// <summary>The type of the result.</summary>
    static virtual ResultType Result => ResultType.Same;

    /// <summary>Whether the slope is computed from the inputs; otherwise they are not held for backward.</summary>
    static virtual bool SlopeNeedsInput => true;

    /// <summary>Whether the slope is computed from the result.</summary>
    static virtual bool SlopeNeedsOutput => false;
}

/// <summary>
/// A function of one number. Written once over a lane it gives scalar, 256-bit and 512-bit kernels, its gradient of any order, fusion
/// and GPU source. Fields of the struct are its constants.
/// </summary>
public interface IUnary : IElementwise
{
    /// <summary>y = f(x).</summary>
    L Apply<L>(L x)
        where L : struct, ILane<L>;

    /// <summary>dy/dx at x, where y = f(x); only those asked for by the name of <see cref="IElementwise.SlopeNeedsInput"/> and its twin are real.</summary>
    L Slope<L>(L x, L y)
        where L : struct, ILane<L>;
}

/// <summary>A function of two numbers.</summary>
public interface IBinary : IElementwise
{
    /// <summary>Whether it is a division, which integers do not have by 0.</summary>
    static virtual bool DividesIntegers => false;

    /// <summary>y = f(a, b).</summary>
    L Apply<L>(L a, L b)
        where L : struct, ILane<L>;

    /// <summary>∂y/∂a.</summary>
    L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L>;

    /// <summary>∂y/∂b.</summary>
    L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L>;
}

/// <summary>A function of three numbers.</summary>
public interface ITernary : IElementwise
{
    /// <summary>y = f(a, b, c).</summary>
    L Apply<L>(L a, L b, L c)
        where L : struct, ILane<L>;

    /// <summary>∂y/∂a.</summary>
    L SlopeA<L>(L a, L b, L c, L y)
        where L : struct, ILane<L>;

    /// <summary>∂y/∂b.</summary>
    L SlopeB<L>(L a, L b, L c, L y)
        where L : struct, ILane<L>;

    /// <summary>∂y/∂c.</summary>
    L SlopeC<L>(L a, L b, L c, L y)
        where L : struct, ILane<L>;
}
