namespace Athanor.TestKit;

/// <summary>The same values lying in memory in other ways: what an operation gives must not depend on it.</summary>
public static class Layouts
{
    /// <summary>Copies of a tensor that are transposed, stepped over, walked backward, and begin inside a larger block.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Of(Tensor tensor)
    {
        yield return ("contiguous", tensor.Contiguous());
        if (tensor.Rank == 0)
            yield break;
        if (tensor.Rank >= 2)
        {
            yield return ("transposed", tensor.Transpose(0, -1).Clone().Transpose(0, -1));
            yield return ("last two transposed", tensor.MT.Clone().MT);
        }
        yield return ("flipped", tensor.Flip(tensor.Rank - 1).Clone().Flip(tensor.Rank - 1));
        yield return ("flipped outside", tensor.Flip(0).Clone().Flip(0));
        yield return ("stepped", Inside(tensor, tensor.Rank - 1, 3));
        yield return ("stepped outside", Inside(tensor, 0, 2));
    }

    /// <summary>The tensor as every <paramref name="step"/>-th index of a larger one, whose other elements are NaN (or 77).</summary>
    private static Tensor Inside(Tensor tensor, int dim, int step)
    {
        Shape large = tensor.Shape.With(dim, tensor.Shape[dim] * step + 1);
        Tensor room = tensor.DType.IsFloating() ? Tensor.Full(large, double.NaN, tensor.DType) : Tensor.Full(large, 77, tensor.DType);
        Tensor window = room.SliceDim(dim, 1, null, step);
        window.CopyFrom(tensor);
        return window;
    }
}
