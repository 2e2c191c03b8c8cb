using System.Numerics;

namespace Athanor.Ops;

/// <summary>
/// A rule that moves parameters and their state by one step, element by element: one pass over memory in place of a chain of temporaries.
/// The tensors come in the rule's order, those it writes first and the gradient last.
/// </summary>
internal interface IStepRule
{
    /// <summary>The name in errors and dumps.</summary>
    static abstract string Name { get; }

    /// <summary>Replaces the written values of <paramref name="v"/>, one vector of each tensor.</summary>
    unsafe void Apply<T>(Vector<T>* v)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
