using System.Numerics;
using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

internal static unsafe partial class Convolution
{
    private const int MaxSplits = 16;
    private const long PartialElements = 4 << 20;

    /// <summary>
    /// gw = the gradient of the weights, overwritten: the output gradient times the patches, summed over positions and images.
    /// </summary>
    /// <remarks>
    /// The batch is split by its size and that of the weights alone; each part sums its images in order and the parts are added in order.
    /// </remarks>
    public static void BackwardWeight<T>(in ConvShape s, T* x, T* gy, T* gw)
        where T : unmanaged, INumberBase<T>
    {
        int width = s.GroupIn * s.Taps;
        long size = (long)s.OutChannels * width;
        if (size == 0)
            return;
        if (s.Batch == 0 || s.OutSize == 0)
        {
            new Span<T>(gw, checked((int)size)).Clear();
            return;
        }

        PaddedGrid grid = PatchGrid(s);
        int images = ImagesPerItem(s.Batch, s.OutSize);
        int chunks = CeilDiv(s.Batch, images);
        int splits = s.Groups >= MaxSplits ? 1 : (int)Math.Clamp(PartialElements / size, 1, Math.Min(MaxSplits, chunks));
        T* sums = splits == 1 ? gw : Scratch.Get<T>(ScratchUse.Partial, size * splits);
        var item = new WeightItem<T>(s, grid, images, CeilDiv(chunks, splits), x, gy, sums);
        long columns = (long)images * s.OutSize;
        item.Patches = Scratch.Get<int>(ScratchUse.Offsets, width + s.GroupOut + 2 * columns);
        item.Channels = item.Patches + width;
        item.Sources = item.Channels + s.GroupOut;
        item.Targets = item.Sources + columns;
        PatchOffsets(s, grid, item.Patches);
        for (int c = 0; c < s.GroupOut; c++)
            item.Channels[c] = checked(c * s.OutSize);
        PositionOffsets(s, grid, images, item.ImageStride, item.Sources, item.Targets);
        bool direct = IsDirect(s.GroupOut, grid);
        item.Strips = direct ? Scratch.Get<Strip>(ScratchUse.Strips, columns) : null;
        item.StripCount = direct ? Strip.Cut(item.Sources, s.OutSize, images, Strip.Lanes<T>(), item.Strips) : 0;
        RunItems((long)splits * s.Groups, item);
        if (splits > 1)
            WorkerPool.For(size, 16384, new SumRange<T>(sums, splits, size, gw));
    }

    private struct WeightItem<T>(ConvShape s, PaddedGrid grid, int images, int chunks, T* x, T* gy, T* sums) : IRange
        where T : unmanaged, INumberBase<T>
    {
        public Strip* Strips;
        public int StripCount;
        public int* Patches;
        public int* Channels;
        public int* Sources;
        public int* Targets;

        public readonly long ImageStride => grid.IsIdentity ? (long)s.InChannels * s.InSize : (long)s.GroupIn * grid.ChannelSize;

        public readonly void Run(long begin, long end)
        {
            for (long id = begin; id < end; id++)
                Sum(id / s.Groups, (int)(id % s.Groups));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Sum(long split, int group)
        {
            int width = s.GroupIn * s.Taps;
            T* target = sums + (split * s.OutChannels + (long)group * s.GroupOut) * width;
            long first = split * chunks * images;
            long last = Math.Min(first + (long)chunks * images, s.Batch);
            if (first >= last)
                new Span<T>(target, s.GroupOut * width).Clear(); // rounding up left nothing for this part
            for (long n = first; n < last; n += images)
            {
                int count = (int)Math.Min(images, last - n);
                T* source = Load(grid, x + (n * s.InChannels + (long)group * s.GroupIn) * s.InSize, count, s.GroupIn, s.InChannels);
                T* gradient = gy + (n * s.OutChannels + (long)group * s.GroupOut) * s.OutSize;
                if (Strips != null)
                {
                    DirectWeight.Run(
                        s.GroupOut, width, Strips, count * StripCount, gradient, s.OutSize, Targets, source, Patches, target, n > first);
                    continue;
                }
                var output = new GemmOutput<T>(target, width) { Beta = n == first ? T.Zero : T.One };
                var left = new TablePanels<T>(gradient, Channels, Targets, false);
                var right = new TablePanels<T>(source, Patches, Sources, !grid.IsIdentity);
                PackedProduct.Run(s.GroupOut, width, (long)count * s.OutSize, left, right, output);
            }
        }
    }

    private readonly struct SumRange<T>(T* parts, int count, long size, T* target) : IRange
        where T : unmanaged, INumberBase<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
                target[i] = parts[i];
            for (int part = 1; part < count; part++)
                for (long i = begin; i < end; i++)
                    target[i] += parts[part * size + i];
        }
    }
}
