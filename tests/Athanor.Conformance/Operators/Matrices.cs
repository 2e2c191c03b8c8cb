namespace Athanor.Conformance.Operators;

/// <summary>Products of matrices.</summary>
internal static class Matrices
{
    public static void Register(OperatorTable table)
    {
        table.Binary("matmul", (x, y) => x.MatMul(y));
        table.Add("mm", a => a.X.MatMul(a.T(1, "mat2")));
        table.Add("bmm", a => a.X.MatMul(a.T(1, "mat2")));
        table.Add("mv", a => a.X.MatMul(a.T(1, "vec")));
        table.Add("dot", a => a.X.MatMul(a.T(1, "tensor")));
        table.Add("vdot", a => a.X.MatMul(a.T(1, "other")));
        table.Add("nn.functional.linear", a => a.X.Linear(a.T(1, "weight"), a.TOr(2, "bias")));
    }
}
