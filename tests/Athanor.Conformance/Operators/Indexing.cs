namespace Athanor.Conformance.Operators;

/// <summary>Elements chosen by index, and tensors joined.</summary>
internal static class Indexing
{
    public static void Register(OperatorTable table)
    {
        table.Add("cat", a => Tensor.Cat(a.Tensors(0, "tensors"), a.Int(1, "dim", 0)));
        table.Add("stack", a => Tensor.Stack(a.Tensors(0, "tensors"), a.Int(1, "dim", 0)));
        table.Add("gather", a => a.X.Gather(a.Int(1, "dim"), a.T(2, "index")));
        table.Add("index_select", a => a.X.IndexSelect(a.Int(1, "dim"), a.T(2, "index")));
        table.Add("index_add", a => a.X.IndexAdd(a.Int(1, "dim"), a.T(2, "index"), a.T(3, "source"), a.Float(4, "alpha", 1)));
        table.Add("scatter_add", a => a.X.ScatterAdd(a.Int(1, "dim"), a.T(2, "index"), a.T(3, "src")));
    }
}
