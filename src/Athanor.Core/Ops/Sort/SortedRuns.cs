using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Of rows that are sorted, the place (counted in the row) of the last element of the longest run of equal ones, the first if several are.</summary>
internal sealed record LongestRun : Op
{
    public override OpKind Kind => OpKind.Reduce;

    public override string Name => "mode";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        new(inputs[0].Shape.With(-1, 1), DType.Int64, inputs[0].Device);

    public override void RunCpu(in KernelArgs a)
    {
        DType lane = a.Inputs[0].DType.IsFloating() ? DType.Float64 : DType.Int64;
        Tensor x = WideTensors.Open(a.Inputs[0], lane);
        if (lane == DType.Float64)
            Run<double>(x, a.Outputs[0]);
        else
            Run<long>(x, a.Outputs[0]);
        WideTensors.Close(x, a.Inputs[0]);
    }

    private static unsafe void Run<T>(Tensor x, Tensor output)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        int size = x.Shape[^1];
        T* row = x.Pointer<T>();
        long* place = output.Pointer<long>();
        for (long r = 0; r < output.Count; r++, row += size)
        {
            int longest = 0;
            for (int i = 0, run = 1; i < size; i++, run++)
                if (i == size - 1 || row[i] != row[i + 1])
                {
                    if (run > longest)
                        (longest, place[r]) = (run, i);
                    run = 0;
                }
        }
    }
}

/// <summary>The order that sorts a matrix's rows as words are sorted: by the first column, then the second, …</summary>
internal sealed record RowOrder : Op
{
    public override OpKind Kind => OpKind.Opaque;

    public override string Name => "unique";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(new Shape(inputs[0].Shape[0]), DType.Int64, inputs[0].Device);

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType lane = a.Inputs[0].DType.IsFloating() ? DType.Float64 : DType.Int64;
        Tensor x = WideTensors.Open(a.Inputs[0], lane);
        int rows = x.Shape[0], columns = x.Shape[1];
        var items = (SortItem*)System.Runtime.InteropServices.NativeMemory.Alloc(2 * (nuint)Math.Max(rows, 1), (nuint)sizeof(SortItem));
        for (int i = 0; i < rows; i++)
            items[i].Index = i;

        // A stable sort by each column, the last first, ends in the order of words.
        for (int c = columns - 1; c >= 0; c--)
        {
            for (int i = 0; i < rows; i++)
            {
                long at = items[i].Index * columns + c;
                items[i].Key = lane == DType.Float64 ? SortKeys.Of(x.Pointer<double>()[at]) : SortKeys.Of(x.Pointer<long>()[at]);
            }
            SortItems.Run(items, items + rows, rows);
        }
        for (int i = 0; i < rows; i++)
            a.Outputs[0].Pointer<long>()[i] = items[i].Index;
        System.Runtime.InteropServices.NativeMemory.Free(items);
        WideTensors.Close(x, a.Inputs[0]);
    }
}
