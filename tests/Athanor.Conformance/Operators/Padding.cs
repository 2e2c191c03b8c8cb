namespace Athanor.Conformance.Operators;

/// <summary>Borders around tensors.</summary>
internal static class Padding
{
    public static void Register(OperatorTable table)
    {
        table.Add("constant_pad_nd", a => a.X.Pad(a.Ints(1, "pad")!, PadMode.Constant, a.Number(2, "value", 0)));
        table.Add("nn.functional.pad", a => a.X.Pad(a.Ints(1, "pad")!, Mode(a.Text(2, "mode", "constant")), a.Number(3, "value", 0)));
    }

    private static PadMode Mode(string mode) => mode switch
    {
        "constant" => PadMode.Constant,
        "reflect" => PadMode.Reflect,
        "replicate" => PadMode.Replicate,
        "circular" => PadMode.Circular,
        _ => throw new FormatException($"unknown padding {mode}"),
    };
}
