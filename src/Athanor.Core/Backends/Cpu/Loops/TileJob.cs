using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Runs an elementwise kernel over operands of any strides and types: tile by tile, each operand that does not already lie as the kernel
/// wants it (in order, in the type it computes in) is brought into a small buffer first, and the result carried out of one.
/// </summary>
internal unsafe struct TileJob : IRange
{
    private const int Tile = 1024;
    private const long Grain = 16 * Tile;
    private const int MostInputs = Walk.MaxOperands - 1;

    /// <summary>The kernel: its constants, the inputs, the output, the number of elements; all dense and of the lane's type.</summary>
    public delegate*<void*, byte**, byte*, int, void> Kernel;
    public void* Constants;

    private Walk _walk;
    private int _inputs;
    private int _laneSize;
    private fixed long _bases[Walk.MaxOperands];
    private fixed int _sizes[Walk.MaxOperands];
    private fixed long _rows[Walk.MaxOperands];
    private fixed bool _direct[Walk.MaxOperands];

    /// <summary>Runs <paramref name="kernel"/> for each element of <paramref name="output"/>; inputs are broadcast to its shape.</summary>
    public static void Run(delegate*<void*, byte**, byte*, int, void> kernel, void* constants, DType lane, ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (output.Count == 0)
            return;
        var job = new TileJob { Kernel = kernel, Constants = constants, _inputs = inputs.Length, _laneSize = lane.Size() };
        switch (inputs.Length)
        {
            case 1:
                job._walk = Walk.Over(output.Shape, output.Layout.Strides, inputs[0].Layout.BroadcastStrides(output.Shape));
                break;
            case 2:
                job._walk = Walk.Over(output.Shape, output.Layout.Strides, inputs[0].Layout.BroadcastStrides(output.Shape), inputs[1].Layout.BroadcastStrides(output.Shape));
                break;
            default:
                var strides = new long[inputs.Length + 1][];
                strides[0] = output.Layout.Strides;
                for (int i = 0; i < inputs.Length; i++)
                    strides[i + 1] = inputs[i].Layout.BroadcastStrides(output.Shape);
                job._walk = Walk.Over(output.Shape, strides);
                break;
        }
        job.Describe(0, output, lane, isOutput: true);
        for (int i = 0; i < inputs.Length; i++)
            job.Describe(i + 1, inputs[i], lane, isOutput: false);
        WorkerPool.For(output.Count, Grain, job);
    }

    [SkipLocalsInit]
    public readonly void Run(long begin, long end)
    {
        byte* buffers = stackalloc byte[Walk.MaxOperands * Tile * sizeof(double) + 64];
        buffers = (byte*)(((nint)buffers + 63) & ~63);
        byte** pointers = stackalloc byte*[MostInputs];
        for (long first = begin; first < end; first += Tile)
        {
            int count = (int)Math.Min(Tile, end - first);
            for (int i = 0; i < _inputs; i++)
                pointers[i] = Bring(i + 1, first, count, buffers + (i + 1) * Tile * sizeof(double));
            if (_direct[0])
            {
                Kernel(Constants, pointers, (byte*)_bases[0] + first * _sizes[0], count);
                continue;
            }
            Kernel(Constants, pointers, buffers, count);
            Carry(first, count, buffers);
        }
    }

    private void Describe(int operand, Tensor tensor, DType lane, bool isOutput)
    {
        _bases[operand] = (long)tensor.Pointer<byte>();
        _sizes[operand] = tensor.DType.Size();
        _rows[operand] = (long)(isOutput ? Elements.Row(lane, tensor.DType) : Elements.Row(tensor.DType, lane));
        _direct[operand] = tensor.DType == lane && _walk.IsLinear(operand);
    }

    private readonly byte* Bring(int operand, long first, int count, byte* buffer)
    {
        if (_direct[operand])
            return (byte*)_bases[operand] + first * _sizes[operand];
        var row = (delegate*<byte*, long, byte*, long, long, void>)_rows[operand];
        long inner = _walk.Dims[_walk.Rank - 1], step = _walk.InnerStep(operand);
        for (int done = 0; done < count;)
        {
            long index = first + done;
            long run = Math.Min(inner - index % inner, count - done);
            row((byte*)_bases[operand] + _walk.OffsetOf(operand, index) * _sizes[operand], step, buffer + (long)done * _laneSize, 1, run);
            done += (int)run;
        }
        return buffer;
    }

    private readonly void Carry(long first, int count, byte* buffer)
    {
        var row = (delegate*<byte*, long, byte*, long, long, void>)_rows[0];
        long inner = _walk.Dims[_walk.Rank - 1], step = _walk.InnerStep(0);
        for (int done = 0; done < count;)
        {
            long index = first + done;
            long run = Math.Min(inner - index % inner, count - done);
            row(buffer + (long)done * _laneSize, 1, (byte*)_bases[0] + _walk.OffsetOf(0, index) * _sizes[0], step, run);
            done += (int)run;
        }
    }
}
