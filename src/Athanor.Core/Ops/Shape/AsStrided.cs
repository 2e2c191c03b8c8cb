namespace Athanor.Ops;

/// <summary>Elements of a contiguous tensor at any steps; several may be the same one.</summary>
internal sealed record AsStrided(Shape To, Dims Steps, int Offset) : ViewOp
{
    public override string Name => "as_strided";

    internal override Layout Apply(in Layout layout)
    {
        var strides = new long[Steps.Length];
        for (int i = 0; i < strides.Length; i++)
            strides[i] = Steps[i];
        return new Layout(To, strides, layout.Offset + Offset);
    }

    /// <summary>What several places read is summed: places may overlap, so they are written out as indices.</summary>
    public override Tensor?[] Vjp(in VjpArgs a)
    {
        TensorSpec spec = a.InputSpec(0);
        Tensor places = Tensor.Full(new TensorSpec(Shape.Scalar, DType.Int64, spec.Device), Offset);
        for (int d = 0; d < To.Rank; d++)
        {
            using Defaults.Restore on = Defaults.On(spec.Device);
            places = places.Unsqueeze(-1) + Tensor.Arange(To[d]) * Steps[d];
        }
        Tensor flat = Tensor.Zeros(spec.With(new Shape(checked((int)spec.Shape.Count))));
        return [flat.IndexAdd(0, places.Reshape(-1), a.Grad(0).Reshape(-1)).Reshape(spec.Shape)];
    }
}
