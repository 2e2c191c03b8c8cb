namespace Athanor.Nn;

/// <summary>What layers share.</summary>
internal static class Layers
{
    /// <summary>A number for each of <paramref name="rank"/> dimensions.</summary>
    public static Spatial All(Spatial values, int rank, int otherwise, string op, string parameter)
    {
        if (values.Count > 1 && values.Count != rank)
            throw new TensorException(op, $"{parameter} must be one number or {rank}, got {values}");
        var all = new int[rank];
        for (int i = 0; i < rank; i++)
            all[i] = values.Count == 0 ? otherwise : values.Count == 1 ? values[0] : values[i];
        return new Spatial(all);
    }

    /// <summary>Sizes as short as they can be said: 3 for (3, 3).</summary>
    public static string Short(Spatial values)
    {
        foreach (int value in values)
            if (value != values[0])
                return string.Join('×', Numbers(values));
        return values.Count == 0 ? "" : $"{values[0]}";
    }

    /// <summary>A part of a description, empty if the sizes are the usual ones.</summary>
    public static string Unless(Spatial values, int usual, string name)
    {
        foreach (int value in values)
            if (value != usual)
                return $", {name} {Short(values)}";
        return "";
    }

    /// <summary>The elements around one dimension taken from the input itself.</summary>
    /// <exception cref="TensorException">The padding is larger than the mode can fill from the input.</exception>
    public static Tensor PadDim(Tensor input, int dim, int before, int after, PaddingMode mode)
    {
        int size = input.Size(dim), largest = Math.Max(before, after);
        if (before == 0 && after == 0)
            return input;
        if (mode == PaddingMode.Zeros)
        {
            Shape shape = input.Shape;
            return Tensor.Cat([
                Tensor.Zeros(input.Spec.With(shape.With(dim, before))), input, Tensor.Zeros(input.Spec.With(shape.With(dim, after)))], dim);
        }
        if (size == 0 || (mode == PaddingMode.Reflect && largest >= size) || (mode == PaddingMode.Circular && largest > size))
            throw new TensorException("pad", $"{mode.ToString().ToLowerInvariant()} cannot add {largest} elements beside the {size} of dimension {dim}");
        var places = new long[before + size + after];
        for (int i = 0; i < places.Length; i++)
        {
            int at = i - before;
            places[i] = mode switch
            {
                PaddingMode.Reflect => at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at,
                PaddingMode.Replicate => Math.Clamp(at, 0, size - 1),
                _ => (at + size) % size,
            };
        }
        using Defaults.Restore device = Defaults.On(input.Device);
        return input.IndexSelect(dim, Tensor.From(places));
    }

    private static IEnumerable<int> Numbers(Spatial values)
    {
        foreach (int value in values)
            yield return value;
    }
}
