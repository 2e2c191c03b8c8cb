using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Athanor.Backends.Cpu;

/// <summary>Runs the micro-kernel straight into C where it can, and through a buffer at edges and into scattered columns.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct TileWriter<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly GemmOutput<T> _output;
    private readonly long _rows;
    private readonly long _columns;

    /// <summary>A writer for one block of depth of a product of rows × columns.</summary>
    public TileWriter(in GemmOutput<T> output, bool firstDepth, bool lastDepth, long rows, long columns)
    {
        (_output, _rows, _columns) = (output, rows, columns);
        if (!firstDepth)
            _output.Beta = T.One;
        if (!lastDepth)
            _output.RowBias = _output.ColumnBias = null;
    }

    /// <summary>Multiplies two panels into the tile at (<paramref name="row"/>, <paramref name="column"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(long depth, T* a, T* b, long row, long column)
    {
        int height = (int)Math.Min(MicroKernel<T>.Rows, _rows - row);
        int width = (int)Math.Min(MicroKernel<T>.Columns, _columns - column);
        if (MicroKernel<T>.WritesRows(height) != height || width != MicroKernel<T>.Columns || !_output.IsContiguous(column, width))
        {
            RunBuffered(depth, a, b, row, column, height, width);
            return;
        }

        Tile<T> tile;
        tile.C = _output.C + row * _output.RowStride + _output.Column(column);
        tile.RowStride = _output.RowStride;
        tile.Alpha = _output.Alpha;
        tile.Beta = _output.Beta;
        tile.Accumulate = !T.IsZero(_output.Beta);
        tile.RowBias = _output.RowBias == null ? null : _output.RowBias + row;
        tile.ColumnBias = _output.ColumnBias == null ? null : _output.ColumnBias + column;
        if (tile.Accumulate && Sse.IsSupported)
        {
            // C is far away; it arrives while the kernel multiplies.
            T* c = tile.C;
            for (int i = 0; i < height; i++, c += tile.RowStride)
            {
                Sse.Prefetch0(c);
                Sse.Prefetch0(c + width - 1);
            }
        }
        MicroKernel<T>.Run(depth, a, b, &tile, height);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void RunBuffered(long depth, T* a, T* b, long row, long column, int height, int width)
    {
        T* buffer = stackalloc T[MicroKernel<T>.MaxRows * MicroKernel<T>.MaxColumns];
        Tile<T> tile = default;
        tile.C = buffer;
        tile.RowStride = MicroKernel<T>.Columns;
        tile.Alpha = _output.Alpha;
        MicroKernel<T>.Run(depth, a, b, &tile, height);

        bool accumulate = !T.IsZero(_output.Beta);
        bool contiguous = Vector128.IsHardwareAccelerated && _output.IsContiguous(column, width);
        for (int i = 0; i < height; i++, buffer += MicroKernel<T>.Columns)
        {
            T* c = _output.C + (row + i) * _output.RowStride;
            T bias = _output.RowBias == null ? T.Zero : _output.RowBias[row + i];
            int first = contiguous ? AddVectors(buffer, c + _output.Column(column), bias, column, width) : 0;
            for (int j = first; j < width; j++)
            {
                T* place = c + _output.Column(column + j);
                T sum = buffer[j] + bias;
                if (_output.ColumnBias != null)
                    sum += _output.ColumnBias[column + j];
                *place = accumulate ? T.MultiplyAddEstimate(_output.Beta, *place, sum) : sum;
            }
        }
    }

    /// <summary>The same for as many columns as fill vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AddVectors(T* buffer, T* c, T bias, long column, int width)
    {
        var rowBias = Vector128.Create(bias);
        var beta = Vector128.Create(_output.Beta);
        bool accumulate = !T.IsZero(_output.Beta);
        int j = 0;
        for (; j <= width - Vector128<T>.Count; j += Vector128<T>.Count)
        {
            Vector128<T> sum = Vector128.Load(buffer + j) + rowBias;
            if (_output.ColumnBias != null)
                sum += Vector128.Load(_output.ColumnBias + column + j);
            if (accumulate)
                sum = Wide.MultiplyAdd(beta, Vector128.Load(c + j), sum);
            sum.Store(c + j);
        }
        return j;
    }
}
