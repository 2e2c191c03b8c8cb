namespace Athanor.Conformance.Operators;

/// <summary>Distances and closeness; numerical derivatives.</summary>
internal static class Distances
{
    public static void Register(OperatorTable table)
    {
        table.Add("cdist", Cdist);
        table.Add("nn.functional.pdist", a => a.X.Pdist(a.Float(1, "p", 2)));
        table.Add("renorm", a => a.X.Renorm(a.Float(1, "p"), a.Int(2, "dim"), a.Float(3, "maxnorm")));
        table.Add("isclose", a => a.X.IsClose(a.T(1, "other"), Rtol(a), Atol(a), a.Bool(4, "equal_nan")));
        table.Add("allclose", a => a.X.AllClose(a.T(1, "other"), Rtol(a), Atol(a), a.Bool(4, "equal_nan")));
        table.Add("gradient", Gradient);
    }

    private static double Rtol(Args a) => a.Float(2, "rtol", 1e-5);

    private static double Atol(Args a) => a.Float(3, "atol", 1e-8);

    private static Tensor Cdist(Args a)
    {
        // How the Euclidean distance is computed, not what it is.
        a.Ignore(3, "compute_mode");
        return a.X.Cdist(a.T(1, "x2"), a.Float(2, "p", 2));
    }

    private static Tensor[] Gradient(Args a)
    {
        int[] dims = a.Ints(-1, "dim") ?? [];
        int order = a.Int(-1, "edge_order", 1);
        return a.Raw(-1, "spacing") is object?[] list && list is [Tensor, ..]
            ? a.X.Gradient(a.Tensors(-1, "spacing"), dims, order)
            : a.X.Gradient(a.Floats(-1, "spacing") ?? [], dims, order);
    }
}
