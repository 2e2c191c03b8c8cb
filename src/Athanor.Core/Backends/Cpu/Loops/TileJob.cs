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

    // A buffer holds a tile, or what repeats and a tile more, from where any phase of it can be read.
    private const int BufferBytes = 2 * Tile * sizeof(double);

    /// <summary>The kernel: its constants, the inputs, the output, the number of elements; all dense and of the lane's type.</summary>
    public delegate*<void*, byte**, byte*, int, void> Kernel;
    public void* Constants;

    private int _inputs;
    private int _laneSize;
    private fixed long _bases[Walk.MaxOperands];
    private fixed int _sizes[Walk.MaxOperands];
    private fixed long _rows[Walk.MaxOperands];
    private fixed bool _direct[Walk.MaxOperands];
    private fixed int _periods[Walk.MaxOperands];
    private Walk _walk;

    /// <summary>Runs <paramref name="kernel"/> for each element of <paramref name="output"/>; inputs are broadcast to its shape.</summary>
    [SkipLocalsInit]
    public static void Run(delegate*<void*, byte**, byte*, int, void> kernel, void* constants, DType lane, ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        long count = output.Count;
        if (count == 0)
            return;
        if (AllDense(lane, inputs, output))
        {
            Unsafe.SkipInit(out DenseJob dense);
            dense.Begin(kernel, constants, lane.Size(), inputs, output);
            WorkerPool.For(count, Grain, in dense);
            return;
        }

        Unsafe.SkipInit(out TileJob job);
        job.Kernel = kernel;
        job.Constants = constants;
        job._inputs = inputs.Length;
        job._laneSize = lane.Size();
        job.Prepare(inputs, output);
        job.Describe(0, output, lane, isOutput: true);
        for (int i = 0; i < inputs.Length; i++)
            job.Describe(i + 1, inputs[i], lane, isOutput: false);
        WorkerPool.For(count, Grain, in job);
    }

    [SkipLocalsInit]
    public readonly void Run(long begin, long end)
    {
        byte* buffers = stackalloc byte[(1 + _inputs) * BufferBytes + 64];
        buffers = (byte*)(((nint)buffers + 63) & ~63);
        byte** pointers = stackalloc byte*[MostInputs];
        Runs* runs = stackalloc Runs[Walk.MaxOperands];
        for (int i = 0; i <= _inputs; i++)
            if (_periods[i] > 0)
                BringPeriod(i, buffers + i * BufferBytes);
            else if (!_direct[i])
                runs[i].Begin(in _walk, i, begin);
        for (long first = begin; first < end; first += Tile)
        {
            int count = (int)Math.Min(Tile, end - first);
            for (int i = 1; i <= _inputs; i++)
            {
                byte* buffer = buffers + i * BufferBytes;
                if (_direct[i])
                    pointers[i - 1] = (byte*)_bases[i] + first * _sizes[i];
                else if (_periods[i] > 0)
                    pointers[i - 1] = buffer + first % _periods[i] * _laneSize;
                else
                    pointers[i - 1] = Bring(i, ref runs[i], count, buffer);
            }
            if (_direct[0])
            {
                Kernel(Constants, pointers, (byte*)_bases[0] + first * _sizes[0], count);
                continue;
            }
            Kernel(Constants, pointers, buffers, count);
            Carry(ref runs[0], count, buffers);
        }
    }

    private static bool AllDense(DType lane, ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (output.DType != lane || !output.IsContiguous)
            return false;
        foreach (Tensor input in inputs)
            if (input.DType != lane || !input.Shape.Equals(output.Shape) || !input.IsContiguous)
                return false;
        return true;
    }

    private void Prepare(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        Shape shape = output.Shape;
        _walk.Begin(shape.Count);
        Span<long> steps = stackalloc long[1 + inputs.Length];
        for (int d = 0; d < shape.Rank; d++)
        {
            steps[0] = output.Layout.Strides[d];
            for (int i = 0; i < inputs.Length; i++)
            {
                // Sizes are aligned at the right; those that are missing or 1 stretch.
                int own = d - (shape.Rank - inputs[i].Rank);
                steps[i + 1] = own < 0 || (inputs[i].Shape.Dims[own] == 1 && shape.Dims[d] != 1) ? 0 : inputs[i].Layout.Strides[own];
            }
            _walk.Add(shape.Dims[d], steps);
        }
        _walk.End(steps.Length);
    }

    private void Describe(int operand, Tensor tensor, DType lane, bool isOutput)
    {
        _bases[operand] = (long)tensor.Pointer<byte>();
        _sizes[operand] = tensor.DType.Size();
        _rows[operand] = (long)(isOutput ? Elements.Row(lane, tensor.DType) : Elements.Row(tensor.DType, lane));
        _direct[operand] = tensor.DType == lane && _walk.IsLinear(operand);
        long period = isOutput || _direct[operand] ? 0 : tensor.Count == 1 ? 1 : _walk.Period(operand);
        _periods[operand] = period <= Tile && period < _walk.Count ? (int)period : 0;
    }

    /// <summary>Fills a buffer with what repeats, as often as a tile can ask for.</summary>
    private readonly void BringPeriod(int operand, byte* buffer)
    {
        var row = (delegate*<byte*, long, byte*, long, long, void>)_rows[operand];
        int period = _periods[operand];
        row((byte*)_bases[operand], 1, buffer, 1, period);
        long have = (long)period * _laneSize, need = Math.Min(_walk.Count, Tile + period) * _laneSize;
        while (have < need)
        {
            long more = Math.Min(have, need - have);
            Buffer.MemoryCopy(buffer, buffer + have, more, more);
            have += more;
        }
    }

    private readonly byte* Bring(int operand, ref Runs runs, int count, byte* buffer)
    {
        var row = (delegate*<byte*, long, byte*, long, long, void>)_rows[operand];
        long step = _walk.InnerStep(operand);
        for (int done = 0; done < count;)
        {
            long run = Math.Min(runs.Left, count - done);
            row((byte*)_bases[operand] + runs.Offset * _sizes[operand], step, buffer + (long)done * _laneSize, 1, run);
            runs.Advance(in _walk, operand, run);
            done += (int)run;
        }
        return buffer;
    }

    private readonly void Carry(ref Runs runs, int count, byte* buffer)
    {
        var row = (delegate*<byte*, long, byte*, long, long, void>)_rows[0];
        long step = _walk.InnerStep(0);
        for (int done = 0; done < count;)
        {
            long run = Math.Min(runs.Left, count - done);
            row(buffer + (long)done * _laneSize, 1, (byte*)_bases[0] + runs.Offset * _sizes[0], step, run);
            runs.Advance(in _walk, 0, run);
            done += (int)run;
        }
    }

    /// <summary>The common case, all in order and of the lane's type: the kernel runs on the tensors themselves.</summary>
    private struct DenseJob : IRange
    {
        private delegate*<void*, byte**, byte*, int, void> _kernel;
        private void* _constants;
        private byte* _output;
        private int _inputs, _size;
        private fixed long _bases[MostInputs];

        public void Begin(delegate*<void*, byte**, byte*, int, void> kernel, void* constants, int size, ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            _kernel = kernel;
            _constants = constants;
            _output = output.Pointer<byte>();
            _inputs = inputs.Length;
            _size = size;
            for (int i = 0; i < inputs.Length; i++)
                _bases[i] = (long)inputs[i].Pointer<byte>();
        }

        public readonly void Run(long begin, long end)
        {
            byte** pointers = stackalloc byte*[MostInputs];
            for (int i = 0; i < _inputs; i++)
                pointers[i] = (byte*)_bases[i] + begin * _size;
            _kernel(_constants, pointers, _output + begin * _size, (int)(end - begin));
        }
    }
}
