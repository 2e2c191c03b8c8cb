using System.Numerics;
using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

/// <summary>
/// The blocked product: A is packed whole, then tasks, each a block of rows and columns of C, pack their part of B into memory of
/// their thread and run the micro-kernel over it.
/// </summary>
/// <remarks>
/// The grid of micro-tiles and the borders of blocks of depth are the same whoever computes them, and each element of C adds its blocks
/// of depth in ascending order; so the number of threads, which only groups tiles into tasks, does not change a bit.
/// </remarks>
internal static unsafe class PackedProduct
{
    /// <summary>Greatest depth of a block: a panel of B (KC × 32 floats) stays in the first-level cache.</summary>
    private const int KC = 352;

    private const int SuperDepth = 8 * KC; // bounds the memory of packed A
    private const int SuperRows = 240 * 16;
    private const int RowPanels = 20; // 240 rows · KC: the part of A that stays in the second-level cache
    private const int ColumnPanels = 8;
    private const double SerialWork = 300_000; // multiply-adds below which a helper costs more than it brings

    /// <summary>Elements of a packed A of <paramref name="m"/> × <paramref name="k"/>.</summary>
    public static long PackedSize<T>(long m, long k)
        where T : unmanaged, INumberBase<T> => RoundUp(m, MicroKernel<T>.Rows) * k;

    /// <summary>The depth of all blocks but the last of a product: even blocks, none of which is very short.</summary>
    private static long BlockDepth(long k) => Math.Max(1, RoundUp(CeilDiv(k, Math.Max(1, CeilDiv(k, KC))), 8));

    /// <summary>Packs rows and depths of A: blocks of depth, in each the panels one after another.</summary>
    public static void PackA<T, TA>(TA a, long rowFirst, long m, long depthFirst, long k, T* packed)
        where T : unmanaged, INumberBase<T>
        where TA : struct, IPanels<T>
    {
        long panels = CeilDiv(m, MicroKernel<T>.Rows) * CeilDiv(k, BlockDepth(k));
        long grain = m * k < 65536 ? panels : CeilDiv(panels, 64);
        WorkerPool.For(panels, Math.Max(1, grain), new PackRange<T, TA>(a, rowFirst, m, depthFirst, k, packed));
    }

    /// <summary>C = Alpha·A·B + biases + Beta·C for any sources of A (m × k) and B (k × n).</summary>
    public static void Run<T, TA, TB>(long m, long n, long k, TA a, TB b, in GemmOutput<T> output)
        where T : unmanaged, INumberBase<T>
        where TA : struct, IPanels<T>
        where TB : struct, IPanels<T>
    {
        if (m <= 0 || n <= 0)
            return;
        for (long rowFirst = 0; rowFirst < m; rowFirst += SuperRows)
        {
            long rows = Math.Min(SuperRows, m - rowFirst);
            long depthFirst = 0;
            do
            {
                long depth = Math.Min(SuperDepth, k - depthFirst);
                T* packed = Scratch.Get<T>(ScratchUse.PackedA, PackedSize<T>(rows, depth));
                PackA(a, rowFirst, rows, depthFirst, depth, packed);
                GemmOutput<T> part = output;
                part.C += rowFirst * output.RowStride;
                part.RowBias = output.RowBias == null ? null : output.RowBias + rowFirst;
                if (depthFirst > 0)
                    part.Beta = T.One;
                if (depthFirst + depth < k)
                    part.RowBias = part.ColumnBias = null;
                RunPacked(rows, n, depth, packed, b, depthFirst, part);
                depthFirst += depth;
            }
            while (depthFirst < k);
        }
    }

    /// <summary>The same with A already packed; the depth of B begins at <paramref name="depthFirst"/>.</summary>
    public static void RunPacked<T, TB>(long m, long n, long k, T* packedA, TB b, long depthFirst, in GemmOutput<T> output)
        where T : unmanaged, INumberBase<T>
        where TB : struct, IPanels<T>
    {
        if (m <= 0 || n <= 0)
            return;
        long rowPanels = CeilDiv(m, MicroKernel<T>.Rows);
        long columnPanels = CeilDiv(n, MicroKernel<T>.Columns);
        long height = rowPanels, width = Math.Min(columnPanels, ColumnPanels);
        int threads = WorkerPool.IsBusy ? 1 : WorkerPool.Threads;
        bool serial = threads == 1 || (double)m * n * Math.Max(k, 1) < SerialWork;
        while (!serial && CeilDiv(rowPanels, height) * CeilDiv(columnPanels, width) < 4 * threads && height * width > 4)
        {
            // Tall tasks are split first: each of their halves packs the same part of B, which is cheap while the halves are still tall.
            if (height > RowPanels || width <= 2)
                height = CeilDiv(height, 2);
            else
                width = CeilDiv(width, 2);
        }

        long tasks = CeilDiv(rowPanels, height) * CeilDiv(columnPanels, width);
        var body = new TileRange<T, TB>(m, n, k, packedA, b, depthFirst, output, height, width);
        WorkerPool.For(tasks, serial ? tasks : 1, body);
    }

    private static long CeilDiv(long a, long b) => (a + b - 1) / b;

    private static long RoundUp(long a, long b) => CeilDiv(a, b) * b;

    private readonly struct PackRange<T, TA>(TA a, long rowFirst, long m, long depthFirst, long k, T* packed) : IRange
        where T : unmanaged, INumberBase<T>
        where TA : struct, IPanels<T>
    {
        public void Run(long begin, long end)
        {
            int rows = MicroKernel<T>.Rows;
            long panels = CeilDiv(m, rows);
            long blockDepth = BlockDepth(k);
            for (long id = begin; id < end; id++)
            {
                (long block, long panel) = (id / panels, id % panels);
                long depth = Math.Min(blockDepth, k - block * blockDepth);
                T* target = packed + block * blockDepth * panels * rows + panel * rows * depth;
                int width = (int)Math.Min(rows, m - panel * rows);
                a.Pack(target, rows, rowFirst + panel * rows, width, depthFirst + block * blockDepth, depth);
            }
        }
    }

    private readonly struct TileRange<T, TB>(
        long m, long n, long k, T* packedA, TB b, long depthFirst, GemmOutput<T> output, long height, long width) : IRange
        where T : unmanaged, INumberBase<T>
        where TB : struct, IPanels<T>
    {
        public void Run(long begin, long end)
        {
            long rowTasks = CeilDiv(CeilDiv(m, MicroKernel<T>.Rows), height);
            for (long id = begin; id < end; id++)
                Block(id % rowTasks * height, id / rowTasks * width);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Block(long rowPanel, long columnPanel)
        {
            (int mr, int nr) = (MicroKernel<T>.Rows, MicroKernel<T>.Columns);
            long panels = CeilDiv(m, mr);
            long blockDepth = BlockDepth(k);
            long rowEnd = Math.Min(panels, rowPanel + height);
            long columnEnd = Math.Min(CeilDiv(n, nr), columnPanel + width);
            T* packedB = Scratch.Get<T>(ScratchUse.PackedB, width * nr * blockDepth);
            long first = 0;
            do
            {
                long depth = Math.Min(blockDepth, k - first);
                for (long j = columnPanel; j < columnEnd; j++)
                    b.Pack(packedB + (j - columnPanel) * nr * depth, nr, j * nr, (int)Math.Min(nr, n - j * nr), depthFirst + first, depth);
                T* packed = packedA + first * panels * mr;
                var writer = new TileWriter<T>(output, first == 0, first + depth >= k, m, n);
                for (long row = rowPanel; row < rowEnd; row += RowPanels)
                    for (long j = columnPanel; j < columnEnd; j++)
                        for (long i = row; i < Math.Min(row + RowPanels, rowEnd); i++)
                            writer.Run(depth, packed + i * mr * depth, packedB + (j - columnPanel) * nr * depth, i * mr, j * nr);
                first += depth;
            }
            while (first < k);
        }
    }
}
