using System.Numerics;
using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Convolutions in float or double as matrix products whose right operand is gathered from the images while it is packed; the matrix of
/// patches never exists. Work is cut into items, a few images of one group each.
/// </summary>
internal static unsafe partial class Convolution
{
    private const int Positions = 512; // small images are taken together until they fill this many columns

    /// <summary>y = w ⋆ x (+ bias, one for each output channel, or null).</summary>
    public static void Forward<T>(in ConvShape s, T* x, T* w, T* bias, T* y)
        where T : unmanaged, INumberBase<T>
    {
        if (s.Batch == 0 || s.OutSize == 0 || s.OutChannels == 0)
            return;
        PaddedGrid grid = PatchGrid(s);
        var item = new ForwardItem<T>(s, grid, ImagesPerItem(s.Batch, s.OutSize), x, bias, y);
        int depth = s.GroupIn * s.Taps;
        item.Direct = IsDirect(s.GroupOut, grid);
        item.WeightSize = item.Direct ? (long)s.GroupOut * depth : PackedProduct.PackedSize<T>(s.GroupOut, depth);
        item.Weights = item.Direct ? w : Scratch.Get<T>(ScratchUse.Weights, item.WeightSize * s.Groups);
        for (int g = 0; g < s.Groups && !item.Direct; g++)
        {
            var weights = new StridedPanels<T, T>(w + (long)g * s.GroupOut * depth, depth, 1);
            PackedProduct.PackA(weights, 0, s.GroupOut, 0, depth, item.Weights + g * item.WeightSize);
        }

        long columns = (long)item.Images * s.OutSize;
        item.Patches = Scratch.Get<int>(ScratchUse.Offsets, depth + 2 * columns);
        item.Sources = item.Patches + depth;
        item.Targets = item.Sources + columns;
        PatchOffsets(s, grid, item.Patches);
        PositionOffsets(s, grid, item.Images, item.ImageStride, item.Sources, item.Targets);
        item.Strips = item.Direct ? Scratch.Get<Strip>(ScratchUse.Strips, columns) : null;
        item.StripCount = item.Direct ? Strip.Cut(item.Sources, s.OutSize, item.Images, Strip.Lanes<T>(), item.Strips) : 0;
        RunItems((long)CeilDiv(s.Batch, item.Images) * s.Groups, item);
    }

    /// <summary>Whether a product of this many rows is done without packing. Reading past the end needs a copy of our own.</summary>
    private static bool IsDirect(int rows, in PaddedGrid grid) => rows <= DirectProduct.MaxRows && !grid.IsIdentity;

    private static int CeilDiv(int a, int b) => (a + b - 1) / b;

    private static int ImagesPerItem(int batch, int positions) => Math.Clamp(CeilDiv(Positions, Math.Max(1, positions)), 1, batch);

    /// <summary>Whole items in parallel if there are enough of them, else one after another, each in parallel inside.</summary>
    private static void RunItems<TBody>(long items, TBody body)
        where TBody : struct, IRange
    {
        if (items >= 2 * WorkerPool.Threads)
        {
            WorkerPool.For(items, 1, body);
            return;
        }
        for (long i = 0; i < items; i++)
            body.Run(i, i + 1);
    }

    /// <summary>The input with its border, as forward and weight gradient read it.</summary>
    private static PaddedGrid PatchGrid(in ConvShape s) => new(
        s.ID, s.IH, s.IW, s.PadD, s.PadH, s.PadW,
        checked((s.OD - 1) * s.StrideD + (s.KD - 1) * s.DilationD + 1),
        checked((s.OH - 1) * s.StrideH + (s.KH - 1) * s.DilationH + 1),
        checked((s.OW - 1) * s.StrideW + (s.KW - 1) * s.DilationW + 1),
        s.StrideW);

    /// <summary>Where (channel of the group, tap) is relative to a position.</summary>
    private static void PatchOffsets(in ConvShape s, in PaddedGrid grid, int* offsets)
    {
        for (int c = 0; c < s.GroupIn; c++)
            for (int d = 0; d < s.KD; d++)
                for (int h = 0; h < s.KH; h++)
                    for (int w = 0; w < s.KW; w++)
                        *offsets++ = checked(c * grid.ChannelSize + grid.Offset(d * s.DilationD, h * s.DilationH, w * s.DilationW));
    }

    /// <summary>Where each position of each image is in the padded input, and in the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PositionOffsets(in ConvShape s, in PaddedGrid grid, int images, long imageStride, int* sources, int* targets)
    {
        for (int n = 0; n < images; n++)
        {
            int target = checked(n * s.OutChannels * s.OutSize);
            for (int d = 0; d < s.OD; d++)
                for (int h = 0; h < s.OH; h++)
                    for (int w = 0; w < s.OW; w++)
                    {
                        *sources++ = checked((int)(n * imageStride) + grid.Offset(d * s.StrideD, h * s.StrideH, w * s.StrideW));
                        *targets++ = target++;
                    }
        }
    }

    /// <summary>The padded copy of one group of some images, or the images themselves if they need no border.</summary>
    private static T* Load<T>(in PaddedGrid grid, T* images, int count, int channels, int allChannels)
        where T : unmanaged
    {
        if (grid.IsIdentity)
            return images;
        long size = (long)channels * grid.ChannelSize;
        T* padded = Scratch.Get<T>(ScratchUse.Image, size * count);
        for (int n = 0; n < count; n++)
            grid.Fill(images + (long)n * allChannels * grid.D * grid.H * grid.W, padded + n * size, channels);
        return padded;
    }

    private struct ForwardItem<T>(ConvShape s, PaddedGrid grid, int images, T* x, T* bias, T* y) : IRange
        where T : unmanaged, INumberBase<T>
    {
        public bool Direct;
        public Strip* Strips;
        public int StripCount;
        public T* Weights;
        public long WeightSize;
        public int* Patches;
        public int* Sources;
        public int* Targets;

        public readonly int Images => images;

        public readonly long ImageStride => grid.IsIdentity ? (long)s.InChannels * s.InSize : (long)s.GroupIn * grid.ChannelSize;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            for (long id = begin; id < end; id++)
            {
                (long first, int group) = (id / s.Groups * images, (int)(id % s.Groups));
                int count = (int)Math.Min(images, s.Batch - first);
                T* source = Load(grid, x + (first * s.InChannels + (long)group * s.GroupIn) * s.InSize, count, s.GroupIn, s.InChannels);
                T* target = y + (first * s.OutChannels + (long)group * s.GroupOut) * s.OutSize;
                T* rowBias = bias == null ? null : bias + (long)group * s.GroupOut;
                T* weights = Weights + group * WeightSize;
                int* targets = count > 1 ? Targets : null;
                (long columns, int depth) = ((long)count * s.OutSize, s.GroupIn * s.Taps);
                if (Direct)
                {
                    DirectProduct.Run(
                        s.GroupOut, depth, weights, source, Strips, count * StripCount, Patches, target, s.OutSize, targets, rowBias);
                    continue;
                }
                var output = new GemmOutput<T>(target, s.OutSize) { ColumnOffsets = targets, RowBias = rowBias };
                var patches = new TablePanels<T>(source, Sources, Patches, !grid.IsIdentity);
                PackedProduct.RunPacked(s.GroupOut, columns, depth, weights, patches, 0, output);
            }
        }
    }
}
