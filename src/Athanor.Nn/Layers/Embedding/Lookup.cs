namespace Athanor.Nn;

/// <summary>Rows of a table by index.</summary>
internal static class Lookup
{
    /// <summary>The rows of (count, size) at indices (…), as (…, size).</summary>
    /// <exception cref="TensorException">The indices are not integers.</exception>
    public static Tensor Rows(Tensor weight, Tensor index, int? padding = null, bool byFrequency = false)
    {
        if (index.DType is not (DType.Int64 or DType.Int32))
            throw new TensorException("embedding", $"expected indices of int64 or int32, got {index.DType.Name()}");
        Tensor flat = index.To(DType.Int64).Reshape(-1);
        Tensor rows = weight.IndexSelect(0, flat);
        if (padding is { } p)
        {
            // The same values; the gradient ends where the padding was looked up.
            Tensor used = flat.NotEqualTo(p).Unsqueeze(1);
            rows = Tensor.Where(used, rows, rows.Detach());
        }
        if (byFrequency)
        {
            Tensor counts = Tensor.Zeros(weight.Spec.With(new Shape(weight.Shape[0]))).IndexAdd(0, flat, Tensor.Ones(weight.Spec.With(flat.Shape)));
            // Adds 0 to the values, while the gradient is scaled.
            Tensor share = counts.IndexSelect(0, flat).Reciprocal().Unsqueeze(1);
            rows = rows.Detach() + (rows - rows.Detach()) * share;
        }
        return rows.Reshape([.. index.Shape, weight.Shape[1]]);
    }
}
