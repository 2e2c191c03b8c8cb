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

    private static IEnumerable<int> Numbers(Spatial values)
    {
        foreach (int value in values)
            yield return value;
    }
}
