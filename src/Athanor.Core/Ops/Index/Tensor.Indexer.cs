using System.Runtime.CompilerServices;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// The part that the indices name. Numbers, ranges and new dimensions give a view; index tensors and masks a copy, in which their common
    /// shape stands where they stood if they are neighbours, else first (as in PyTorch). Setting writes in place.
    /// </summary>
    /// <exception cref="TensorException">An index is out of range, there are too many, or (setting) gradients of this tensor are recorded.</exception>
    [IndexerName("Part")]
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            IndexPlan plan = IndexPlan.Of(this, indices);
            if (!plan.IsAdvanced)
                return plan.View;
            IndexPlan.Places places = plan.Resolve();
            return places.Out(places.Front(plan.View).IndexSelect(0, places.Place));
        }

        set
        {
            RefuseInGraph("index_put_", value);
            IndexPlan plan = IndexPlan.Of(this, indices);
            if (plan.IsAdvanced)
                Put(plan, value);
            else
                plan.View.CopyFrom(value);
        }
    }

    /// <summary>
    /// This tensor with <paramref name="values"/> (broadcast to the shape of reading) at the places that the index tensors name, one for each
    /// dimension from the first, null for a whole one; several values for one place are summed if <paramref name="accumulate"/>.
    /// </summary>
    /// <exception cref="TensorException">An index is out of range, or the values do not broadcast.</exception>
    public Tensor IndexPut(ReadOnlySpan<Tensor?> indices, Tensor values, bool accumulate = false)
    {
        IndexPlan plan = IndexPlan.Of(this, indices);
        if (!plan.IsAdvanced)
            return accumulate ? this + values.Expand(Shape) : values.To(DType).Expand(Shape).Clone();
        IndexPlan.Places places = plan.Resolve();
        Tensor front = places.Front(this), rows = places.In(values.To(DType));
        Op op = accumulate ? new IndexAdd(0, 1) : new IndexCopy(0);
        return places.Back(Apply(op, front, places.Place, rows));
    }

    private static void Put(IndexPlan plan, Tensor value)
    {
        IndexPlan.Places places = plan.Resolve();
        Tensor front = places.Front(plan.View);
        Update(new IndexCopyInto(), 1, front, places.Place, places.In(value));

        // Where no steps express the indexed dimensions as one, the front is a copy.
        if (!ReferenceEquals(front.Storage, plan.View.Storage))
            plan.View.CopyFrom(places.Back(front));
    }

    private void RefuseInGraph(string op, Tensor value)
    {
        Check();
        if (!Autograd.GradMode.Enabled)
            return;
        if (GradInfo is not null)
            throw new TensorException(op, $"cannot write {Spec} in place while gradients are recorded; do it under GradMode.NoGrad(), or on a Detach()ed tensor");
        if (value.GradInfo is not null)
            throw new TensorException(op, $"writing in place would cut {value.Spec} from its graph; use IndexPut or SliceScatter, or Detach() it");
    }
}
