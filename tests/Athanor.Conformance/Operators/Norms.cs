namespace Athanor.Conformance.Operators;

/// <summary>Normalisation and softmax.</summary>
internal static class Norms
{
    private const string F = "nn.functional.";

    public static void Register(OperatorTable table)
    {
        table.Add("softmax", a => a.X.Softmax(a.Int(1, "dim"), a.DTypeOr(-1, "dtype")));
        table.Add("log_softmax", a => a.X.LogSoftmax(a.Int(1, "dim"), a.DTypeOr(-1, "dtype")));
        table.Add(F + "softmin", a => a.X.Softmin(a.Int(1, "dim"), a.DTypeOr(-1, "dtype")));
        table.Add(F + "layer_norm", a => a.X.LayerNorm(new Shape(a.Ints(1, "normalized_shape")!), a.TOr(2, "weight"), a.TOr(3, "bias"), a.Float(4, "eps", 1e-5)));
        table.Add(F + "rms_norm", a => a.X.RmsNorm(new Shape(a.Ints(1, "normalized_shape")!), a.TOr(2, "weight"), a.FloatOr(3, "eps")));
        table.Add(F + "group_norm", a => a.X.GroupNorm(a.Int(1, "num_groups"), a.TOr(2, "weight"), a.TOr(3, "bias"), a.Float(4, "eps", 1e-5)));
        table.Add(F + "batch_norm", a => a.X.BatchNorm(
            a.TOr(1, "running_mean"), a.TOr(2, "running_var"), a.TOr(3, "weight"), a.TOr(4, "bias"), a.Bool(5, "training"), a.Float(6, "momentum", 0.1), a.Float(7, "eps", 1e-5)));
    }
}
