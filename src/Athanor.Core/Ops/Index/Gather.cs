using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>output[i][j][k] = input[i][index[i][j][k]][k] for dimension 1, and likewise for others.</summary>
internal sealed record Gather(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "gather";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        ScatterAdd.CheckIndex(Name, inputs[0].Shape, inputs[1], Dim);
        return inputs[0].With(inputs[1].Shape);
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a) => [Tensor.Apply(new ScatterAdd(Dim), Tensor.Zeros(a.InputSpec(0)), a.Input(1), a.Grad(0)), null];

    public override unsafe void RunCpu(in KernelArgs a)
    {
        int size = a.Inputs[0].DType.Size();
        byte* source = a.Inputs[0].Pointer<byte>(), target = a.Outputs[0].Pointer<byte>();
        long* index = a.Inputs[1].Pointer<long>();
        var places = new IndexedPlaces(a.Inputs[1].Shape, a.Inputs[0].Shape, Dim, Name);
        for (long i = 0; i < a.Inputs[1].Count; i++, places.Next())
            Buffer.MemoryCopy(source + places.At(index[i]) * size, target + i * size, size, size);
    }
}

/// <summary>The first input with elements of the third added at the places that an index tensor names, in order.</summary>
internal sealed record ScatterAdd(int Dim) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "scatter_add";

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        CheckIndex(Name, inputs[0].Shape, inputs[1], Dim);
        for (int d = 0; d < inputs[1].Shape.Rank; d++)
            if (inputs[1].Shape[d] > inputs[2].Shape[d])
                throw new TensorException(Name, $"index {inputs[1].Shape} must not exceed the source {inputs[2].Shape} in any dimension");
        if (inputs[2].DType != inputs[0].DType)
            throw new TensorException(Name, $"both tensors must have one dtype, got {inputs[0].DType.Name()} and {inputs[2].DType.Name()}");
        return inputs[0];
    }

    public override bool SavesInput(int index) => index == 1;

    public override Tensor?[] Vjp(in VjpArgs a)
    {
        Tensor? source = null;
        if (a.Needs(2))
        {
            source = Tensor.Apply(new Gather(Dim), a.Grad(0), a.Input(1));
            Shape full = a.InputSpec(2).Shape;
            for (int d = 0; d < full.Rank; d++)
                if (source.Shape[d] != full[d])
                    source = Tensor.Apply(new Embed(new Slice(d, 0, source.Shape[d], 1), source.Shape.With(d, full[d])), source);
        }
        return [a.Needs(0) ? a.Grad(0) : null, null, source];
    }

    public override void RunCpu(in KernelArgs a)
    {
        Copy.Strided(a.Inputs[0], a.Outputs[0]);
        switch (a.Outputs[0].DType)
        {
            case DType.Float32:
                Run<float>(a);
                break;
            case DType.Float64:
                Run<double>(a);
                break;
            case DType.Int64:
                Run<long>(a);
                break;
            case DType.Int32:
                Run<int>(a);
                break;
            default:
                throw new TensorException(Name, $"is not made for {a.Outputs[0].DType.Name()}");
        }
    }

    internal static void CheckIndex(string op, Shape source, TensorSpec index, int dim)
    {
        if (index.DType != DType.Int64)
            throw new TensorException(op, $"the index must be int64, got {index.DType.Name()}");
        if (index.Shape.Rank != source.Rank)
            throw new TensorException(op, $"the index must have as many dimensions as the tensor {source}, got {index.Shape}");
        for (int d = 0; d < source.Rank; d++)
            if (d != dim && index.Shape[d] > source[d])
                throw new TensorException(op, $"index {index.Shape} must not exceed the tensor {source} in any dimension but {dim}");
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T* target = a.Outputs[0].Pointer<T>(), source = a.Inputs[2].Pointer<T>();
        long* index = a.Inputs[1].Pointer<long>();
        var to = new IndexedPlaces(a.Inputs[1].Shape, a.Outputs[0].Shape, Dim, Name);
        var from = new IndexedPlaces(a.Inputs[1].Shape, a.Inputs[2].Shape, -1, Name);
        for (long i = 0; i < a.Inputs[1].Count; i++, to.Next(), from.Next())
            target[to.At(index[i])] += source[from.At(0)];
    }
}

/// <summary>
/// Walks the index tensor's elements in order beside a contiguous tensor, and says where in that tensor each points to when the
/// indexed dimension's own coordinate is replaced by the index's value.
/// </summary>
internal struct IndexedPlaces(Shape index, Shape tensor, int dim, string op)
{
    private readonly int[] _at = new int[index.Rank];
    private readonly long[] _strides = tensor.ContiguousStrides;
    private long _offset;

    public readonly long At(long value)
    {
        if (dim < 0 || index.Rank == 0)
            return dim < 0 ? _offset : Around.Check(value, 1, op, 0);
        return _offset + Around.Check(value, tensor[dim], op, dim) * _strides[dim];
    }

    public void Next()
    {
        for (int d = index.Rank - 1; d >= 0; d--)
        {
            long stride = d == dim ? 0 : _strides[d];
            if (++_at[d] < index[d])
            {
                _offset += stride;
                return;
            }
            _offset -= stride * (index[d] - 1);
            _at[d] = 0;
        }
    }
}
