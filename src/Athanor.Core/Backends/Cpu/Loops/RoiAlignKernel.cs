using System.Numerics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Bins from images, or images' gradients from bins'. Work is divided by channels, so that each element that is added to belongs to one worker,
/// which goes through the regions in order.
/// </summary>
internal static unsafe class RoiAlignKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChannelsAtOnce = 16;

    public static void Run(RoiAlign op, Tensor images, Tensor regions, Tensor bins, bool put)
    {
        int n = images.Shape[0], channels = images.Shape[1];
        T* region = regions.Pointer<T>();
        for (int k = 0; k < regions.Shape[0]; k++)
            RoiPoolPlaces.ImageOf(op.Name, double.CreateTruncating(region[5 * k]), n);
        if (bins.Count == 0 || images.Count == 0)
        {
            if (!put)
                Fill.Zero(bins);
            return;
        }
        WorkerPool.For((channels + ChannelsAtOnce - 1) / ChannelsAtOnce, 1, new Job
        {
            Images = images.Pointer<T>(), Regions = region, Bins = bins.Pointer<T>(), K = regions.Shape[0], C = channels, H = images.Shape[2], W = images.Shape[3],
            Height = op.Height, Width = op.Width, Sampling = op.Sampling, Scale = T.CreateTruncating(op.Scale), Aligned = op.Aligned, Put = put,
        });
    }

    private struct Job : IRange
    {
        public T* Images, Regions, Bins;
        public int K, C, H, W, Height, Width, Sampling;
        public T Scale;
        public bool Aligned, Put;

        public readonly void Run(long begin, long end)
        {
            int first = (int)begin * ChannelsAtOnce, last = (int)Math.Min(C, end * ChannelsAtOnce);
            for (int k = 0; k < K; k++)
                Region(k, first, last);
        }

        private readonly void Region(int k, int first, int last)
        {
            T* region = Regions + 5 * k;
            T half = Aligned ? T.CreateTruncating(0.5) : T.Zero;
            T x = region[1] * Scale - half, y = region[2] * Scale - half;
            T width = region[3] * Scale - half - x, height = region[4] * Scale - half - y;

            // Without alignment regions are at least one element large.
            if (!Aligned)
                (width, height) = (T.Max(width, T.One), T.Max(height, T.One));
            T binH = height / T.CreateTruncating(Height), binW = width / T.CreateTruncating(Width);
            int gridH = Sampling > 0 ? Sampling : int.CreateSaturating(T.Ceiling(binH)), gridW = Sampling > 0 ? Sampling : int.CreateSaturating(T.Ceiling(binW));
            T share = T.One / T.CreateTruncating(Math.Max((long)gridH * gridW, 1));
            T* planes = Images + long.CreateTruncating(region[0]) * C * H * W;
            for (int p = 0; p < Height; p++)
                for (int q = 0; q < Width; q++)
                {
                    T* bin = Bins + (((long)k * C * Height) + p) * Width + q;
                    long step = (long)Height * Width;
                    if (!Put)
                        for (int c = first; c < last; c++)
                            bin[c * step] = T.Zero;
                    for (int i = 0; i < gridH; i++)
                    {
                        T atY = y + T.CreateTruncating(p) * binH + (T.CreateTruncating(i) + T.CreateTruncating(0.5)) * binH / T.CreateTruncating(gridH);
                        if (!Tap(atY, H, out int y0, out int y1, out T partY))
                            continue;
                        for (int j = 0; j < gridW; j++)
                        {
                            T atX = x + T.CreateTruncating(q) * binW + (T.CreateTruncating(j) + T.CreateTruncating(0.5)) * binW / T.CreateTruncating(gridW);
                            if (!Tap(atX, W, out int x0, out int x1, out T partX))
                                continue;
                            long a = (long)y0 * W + x0, b = (long)y0 * W + x1, d = (long)y1 * W + x0, e = (long)y1 * W + x1;
                            T restY = (T.One - partY) * share, lowY = partY * share;
                            T wa = restY * (T.One - partX), wb = restY * partX, wd = lowY * (T.One - partX), we = lowY * partX;
                            for (int c = first; c < last; c++)
                            {
                                T* plane = planes + (long)c * H * W;
                                if (Put)
                                {
                                    T g = bin[c * step];
                                    plane[a] += wa * g;
                                    plane[b] += wb * g;
                                    plane[d] += wd * g;
                                    plane[e] += we * g;
                                }
                                else
                                {
                                    bin[c * step] += wa * plane[a] + wb * plane[b] + wd * plane[d] + we * plane[e];
                                }
                            }
                        }
                    }
                }
        }

        /// <summary>The elements around a place and the share of the second; false further than one element outside.</summary>
        private static bool Tap(T at, int size, out int low, out int high, out T part)
        {
            (low, high, part) = (0, 0, T.Zero);
            if (!(at >= -T.One && at <= T.CreateTruncating(size)))
                return false;
            at = T.Max(at, T.Zero);
            low = int.CreateTruncating(at);
            if (low >= size - 1)
            {
                low = high = size - 1;
                return true;
            }
            high = low + 1;
            part = at - T.CreateTruncating(low);
            return true;
        }
    }
}
