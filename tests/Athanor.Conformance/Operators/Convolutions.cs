namespace Athanor.Conformance.Operators;

/// <summary>Convolutions and what turns windows into columns.</summary>
internal static class Convolutions
{
    public static void Register(OperatorTable table)
    {
        for (int rank = 1; rank <= 3; rank++)
        {
            table.Add($"nn.functional.conv{rank}d", Convolve);
            table.Add($"nn.functional.conv_transpose{rank}d", a => a.X.ConvTranspose(
                a.T(1, "weight"), a.TOr(2, "bias"), Sizes(a, 3, "stride"), Sizes(a, 4, "padding"), Sizes(a, 5, "output_padding"), a.Int(6, "groups", 1), Sizes(a, 7, "dilation")));
        }
    }

    /// <summary>Numbers for each spatial dimension, or one for all; Athanor's default if left out.</summary>
    public static Spatial Sizes(Args a, int position, string name) => a.Ints(position, name) is { } sizes ? new Spatial(sizes) : default;

    private static Tensor Convolve(Args a) => a.Raw(4, "padding") switch
    {
        "same" when a.Text(4, "padding", "") == "same" => Same(a),
        "valid" when a.Text(4, "padding", "") == "valid" => a.X.Conv(a.T(1, "weight"), a.TOr(2, "bias"), Sizes(a, 3, "stride"), default, Sizes(a, 5, "dilation"), a.Int(6, "groups", 1)),
        _ => a.X.Conv(a.T(1, "weight"), a.TOr(2, "bias"), Sizes(a, 3, "stride"), Sizes(a, 4, "padding"), Sizes(a, 5, "dilation"), a.Int(6, "groups", 1)),
    };

    private static Tensor Same(Args a) =>
        Array.TrueForAll(a.Ints(3, "stride") ?? [1], step => step == 1)
            ? a.X.ConvSame(a.T(1, "weight"), a.TOr(2, "bias"), Sizes(a, 5, "dilation"), a.Int(6, "groups", 1))
            : throw new FormatException("padding='same' has no strides");
}
