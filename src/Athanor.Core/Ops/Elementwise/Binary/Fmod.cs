namespace Athanor.Ops;

/// <summary>a − b · trunc(a / b): the sign of a.</summary>
internal readonly record struct Fmod : IBinary
{
    public static string Name => "fmod";

    public static bool DividesIntegers => true;

    public L Apply<L>(L a, L b)
        where L : struct, ILane<L> => L.Fmod(a, b);

    public L SlopeA<L>(L a, L b, L y)
        where L : struct, ILane<L> => L.Constant(1);

    public L SlopeB<L>(L a, L b, L y)
        where L : struct, ILane<L> => -L.Truncate(a / b);
}
