using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>y = w ⋆ x (+ b): (N, C, spatial…) with weight (out, C / groups, kernel…).</summary>
internal sealed record Conv(ConvGeometry Geometry) : Op
{
    public override OpKind Kind => OpKind.Contract;

    public override string Name => $"conv{Geometry.Rank}d";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape, w = inputs[1].Shape;
        Geometry.Check(Name, inputs[0], inputs[1], w.Rank > 1 ? w[1] * Geometry.Groups : 0);
        if (inputs.Length > 2 && (inputs[2].Shape.Rank != 1 || inputs[2].Shape[0] != w[0] || inputs[2].DType != inputs[0].DType))
            throw new TensorException(Name, $"bias must have shape ({w[0]},) and dtype {inputs[0].DType.Name()}, got {inputs[2]}");
        int[] dims = x.ToArray();
        dims[1] = w[0];
        for (int i = 0; i < Geometry.Rank; i++)
            dims[i + 2] = Geometry.OutputSize(Name, i, x[i + 2], w[i + 2]);
        return inputs[0].With(new Shape(dims));
    }

    public override bool SavesInput(int index) => index < 2;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor g = a.Grad(0);
        Tensor? x = a.Needs(0) ? Tensor.Apply(new ConvInputGrad(Geometry, a.InputSpec(0).Shape[2..]), g, a.Input(1)) : null;
        Tensor? w = a.Needs(1) ? Tensor.Apply(new ConvWeightGrad(Geometry, a.InputSpec(1).Shape[2..]), a.Input(0), g) : null;
        return a.InputCount == 2 ? [x, w] : [x, w, a.Needs(2) ? ChannelSum(g) : null];
    }

    public override OpCost Cost(ReadOnlySpan<TensorSpec> inputs) => base.Cost(inputs) with
    {
        Flops = 2.0 * Infer(inputs).Shape.Count * inputs[1].Shape.Count / Math.Max(1, inputs[1].Shape[0]),
    };

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Outputs[0].DType == DType.Float64)
            Run<double>(a);
        else
            Run<float>(a);
    }

    /// <summary>The sum over everything but the channels.</summary>
    internal static Tensor ChannelSum(Tensor g)
    {
        Span<int> dims = stackalloc int[g.Rank - 1];
        for (int i = 1; i < dims.Length; i++)
            dims[i] = i + 1;
        return g.Sum(dims);
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, INumberBase<T>
    {
        Tensor x = a.Inputs[0], w = a.Inputs[1], y = a.Outputs[0];
        T* bias = a.Inputs.Length > 2 ? a.Inputs[2].Pointer<T>() : null;
        if (x.Count == 0 || w.Count == 0)
        {
            FillBias(y, bias);
            return;
        }
        Convolution.Forward(Geometry.Shape(x.Shape, w.Shape, y.Shape), x.Pointer<T>(), w.Pointer<T>(), bias, y.Pointer<T>());
    }

    /// <summary>Nothing to sum: the bias alone is left.</summary>
    private static unsafe void FillBias<T>(Tensor y, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        long plane = y.Count == 0 ? 1 : y.Count / ((long)y.Shape[0] * y.Shape[1]);
        T* target = y.Pointer<T>();
        for (long i = 0; i < y.Count; i++)
            target[i] = bias == null ? T.Zero : bias[i / plane % y.Shape[1]];
    }
}
