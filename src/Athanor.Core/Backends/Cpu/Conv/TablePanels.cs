using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Athanor.Backends.Cpu;

/// <summary>
/// A matrix whose element (i, p) is at Origin[widthOffsets[i] + depthOffsets[p]]: patches of padded images, weights of a phase. Packing
/// looks for runs of neighbours along either axis.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="origin">Where offsets count from.</param>
/// <param name="widthOffsets">One for each row of A, or column of B.</param>
/// <param name="depthOffsets">One for each index that is summed over.</param>
/// <param name="mayOverrun">
/// Whether a vector may be read past the last element and written past the end of a panel: only from our own copies, and only where panels
/// are filled one after another.
/// </param>
internal readonly unsafe struct TablePanels<T>(T* origin, int* widthOffsets, int* depthOffsets, bool mayOverrun) : IPanels<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* panel, int lead, long first, int width, long depthFirst, long depth)
    {
        int* columns = widthOffsets + first;
        int* rows = depthOffsets + depthFirst;
        Run* runs = stackalloc Run[width];
        int count = FindRuns(columns, width, runs);
        if ((count == 1 && width == lead) || (mayOverrun && count * 3 <= width + 2))
        {
            PackRuns(panel, lead, runs, count, rows, depth);
        }
        else if (count == 1)
        {
            for (long p = 0; p < depth; p++)
                PanelCopy.Rows(origin + columns[0] + rows[p], 0, panel + p * lead, lead, width, 1);
        }
        else
        {
            PackColumns(panel, lead, columns, width, rows, depth);
        }

        // Last, because runs are written in whole vectors.
        if (width < lead)
            PanelCopy.ClearPadding(panel, lead, width, depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FindRuns(int* columns, int width, Run* runs)
    {
        int count = 0;
        for (int i = 0; i < width; i++)
        {
            if (i == 0 || columns[i] != columns[i - 1] + 1)
                runs[count++] = new Run { Start = i, Offset = columns[i] };
            runs[count - 1].Length++;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackRuns(T* panel, int lead, Run* runs, int count, int* rows, long depth)
    {
        int lanes = Vector256<T>.Count;
        for (long p = 0; p < depth; p++, panel += lead)
        {
            T* source = origin + rows[p];
            for (int r = 0; r < count; r++)
            {
                T* from = source + runs[r].Offset;
                T* to = panel + runs[r].Start;
                for (int i = 0; i < runs[r].Length; i += lanes)
                    Vector256.Load(from + i).Store(to + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackColumns(T* panel, int lead, int* columns, int width, int* rows, long depth)
    {
        int side = Vector128<T>.Count;
        long p = 0;
        while (p < depth)
        {
            int i = 0;
            bool square = Sse2.IsSupported && p <= depth - side && rows[p + side - 1] == rows[p] + side - 1;
            if (square)
            {
                for (; i <= width - side; i += side)
                    Square(origin + rows[p], columns + i, panel + p * lead + i, lead);
            }
            long end = square ? p + side : p + 1;
            for (; i < width; i++)
                for (long q = p; q < end; q++)
                    panel[q * lead + i] = origin[columns[i] + rows[q]];
            p = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(T* source, int* columns, T* target, long lead)
    {
        if (typeof(T) == typeof(float))
            Square((float*)source, columns, (float*)target, lead);
        else
            PanelCopy.Block((double*)source + columns[0], (double*)source + columns[1], (double*)target, lead);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* source, int* columns, float* target, long lead)
    {
        PanelCopy.Block(source + columns[0], source + columns[1], source + columns[2], source + columns[3], target, lead);
    }

    private struct Run
    {
        public int Start;
        public int Length;
        public int Offset;
    }
}
