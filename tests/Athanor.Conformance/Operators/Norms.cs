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
        table.Add(F + "instance_norm", a => a.X.InstanceNorm(
            a.TOr(1, "running_mean"), a.TOr(2, "running_var"), a.TOr(3, "weight"), a.TOr(4, "bias"), a.Bool(5, "use_input_stats", true), a.Float(6, "momentum", 0.1), a.Float(7, "eps", 1e-5)));
        table.Add(F + "local_response_norm", a => a.X.LocalResponseNorm(a.Int(1, "size"), a.Float(2, "alpha", 1e-4), a.Float(3, "beta", 0.75), a.Float(4, "k", 1)));
        table.Add("native_layer_norm", NativeLayerNorm);
        table.Add("native_batch_norm", NativeBatchNorm);
    }

    // The norm, and the mean and reciprocal deviation that its backward keeps; those have no gradient.
    private static object NativeLayerNorm(Args a)
    {
        int[] shape = a.Ints(1, "normalized_shape")!;
        double eps = a.Float(4, "eps");
        int[] dims = [.. Enumerable.Range(a.X.Rank - shape.Length, shape.Length)];
        Tensor x = a.X.Detach();
        return (a.X.LayerNorm(new Shape(shape), a.TOr(2, "weight"), a.TOr(3, "bias"), eps), x.Mean(dims, keepDim: true), (x.Var(dims, 0, keepDim: true) + eps).Rsqrt());
    }

    private static object NativeBatchNorm(Args a)
    {
        bool training = a.Bool(5, "training");
        double eps = a.Float(7, "eps");
        int[] dims = [.. Enumerable.Range(0, a.X.Rank).Where(i => i != 1)];
        Tensor norm = a.X.BatchNorm(a.TOr(3, "running_mean"), a.TOr(4, "running_var"), a.TOr(1, "weight"), a.TOr(2, "bias"), training, a.Float(6, "momentum"), eps);
        Tensor x = a.X.Detach();
        // In evaluation there are no statistics of the batch: PyTorch gives empty tensors.
        return training ? (norm, x.Mean(dims), (x.Var(dims, 0) + eps).Rsqrt()) : (norm, Tensor.Zeros(0), Tensor.Zeros(0));
    }
}
