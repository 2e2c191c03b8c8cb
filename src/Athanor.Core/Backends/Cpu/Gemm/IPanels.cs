namespace Athanor.Backends.Cpu;

/// <summary>
/// An operand of a product, seen from packing: a matrix of width × depth, where depth is the index that is summed over. Strided matrices,
/// narrower element types and the patches of a convolution differ only in how they fill a panel.
/// </summary>
/// <typeparam name="T">float or double, what is multiplied.</typeparam>
internal unsafe interface IPanels<T>
    where T : unmanaged
{
    /// <summary>
    /// Fills panel[p · lead + i] with element (first + i, depthFirst + p) for i &lt; width, and zero for width ≤ i &lt; lead. May write
    /// up to one vector past the end, because panels are filled in ascending order.
    /// </summary>
    void Pack(T* panel, int lead, long first, int width, long depthFirst, long depth);
}
