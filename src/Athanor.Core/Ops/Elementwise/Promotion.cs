namespace Athanor.Ops;

/// <summary>Which type an operation of several tensors computes in, as PyTorch decides it.</summary>
internal static class Promotion
{
    /// <summary>
    /// The promoted type: tensors with dimensions decide, and a scalar tensor raises it only if it is of a higher category (bool, integer,
    /// floating).
    /// </summary>
    public static DType Of(ReadOnlySpan<TensorSpec> inputs)
    {
        DType? dimensioned = null, scalar = null;
        foreach (TensorSpec input in inputs)
            if (input.Shape.Rank > 0)
                dimensioned = dimensioned is { } d ? DTypes.Promote(d, input.DType) : input.DType;
            else
                scalar = scalar is { } s ? DTypes.Promote(s, input.DType) : input.DType;
        if (dimensioned is not { } type)
            return scalar!.Value;
        return scalar is { } other && Category(other) > Category(type) ? other : type;
    }

    /// <summary>The result type of a function with rule <paramref name="rule"/> computed in <paramref name="type"/>.</summary>
    public static DType Result(ResultType rule, DType type) => rule switch
    {
        ResultType.Truth => DType.Bool,
        ResultType.Floating when !type.IsFloating() => Defaults.DType,
        _ => type,
    };

    /// <summary>The type in which lanes compute: float for up to 32 bits of fraction, double, or 64-bit integers.</summary>
    public static DType Lane(DType type) => type switch
    {
        DType.Float64 => DType.Float64,
        _ when type.IsFloating() => DType.Float32,
        _ => DType.Int64,
    };

    private static int Category(DType type) => type == DType.Bool ? 0 : type.IsInteger() ? 1 : 2;
}
