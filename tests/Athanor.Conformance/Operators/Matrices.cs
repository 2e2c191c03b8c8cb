namespace Athanor.Conformance.Operators;

/// <summary>Products of matrices.</summary>
internal static class Matrices
{
    public static void Register(OperatorTable table)
    {
        table.Binary("matmul", (x, y) => x.MatMul(y));
        table.Add("nn.functional.linear", a => a.X.Linear(a.T(1, "weight"), a.TOr(2, "bias")));
    }
}
