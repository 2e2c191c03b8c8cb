using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>
/// Where in images (N, C, H, W) the largest element of each bin of each region (K, 5) lies, counted row by row through all images, as int64 (K, C,
/// <paramref name="Height"/>, <paramref name="Width"/>); −1 for a bin without elements.
/// </summary>
internal sealed record RoiPoolPlaces(int Height, int Width, double Scale) : Op
{
    public override OpKind Kind => OpKind.Gather;

    public override string Name => "roi_pool";

    public override bool HasGradient => false;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        RoiAlign.Check(Name, inputs[0], inputs[1]);
        return new TensorSpec(new Shape([inputs[1].Shape[0], inputs[0].Shape[1], Height, Width]), DType.Int64, inputs[0].Device);
    }

    public override void RunCpu(in KernelArgs a)
    {
        if (Narrow.Run(this, a))
            return;
        if (a.Inputs[0].DType == DType.Float64)
            Run<double>(a);
        else
            Run<float>(a);
    }

    /// <summary>The index of a region's image.</summary>
    internal static long ImageOf(string op, double index, int images)
    {
        if (!(index >= 0 && index < images))
            throw new TensorException(op, $"the regions' first column must be the index of one of {images} images, got {index}");
        return (long)index;
    }

    private unsafe void Run<T>(in KernelArgs a)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T* regions = a.Inputs[1].Pointer<T>();
        for (int k = 0; k < a.Inputs[1].Shape[0]; k++)
            ImageOf(Name, double.CreateTruncating(regions[5 * k]), a.Inputs[0].Shape[0]);
        Shape x = a.Inputs[0].Shape;
        WorkerPool.For((long)a.Inputs[1].Shape[0] * x[1], 16, new Job<T>
        {
            Images = a.Inputs[0].Pointer<T>(), Regions = regions, Places = a.Outputs[0].Pointer<long>(),
            C = x[1], H = x[2], W = x[3], Height = Height, Width = Width, Scale = T.CreateTruncating(Scale),
        });
    }

    private unsafe struct Job<T> : IRange
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        public T* Images, Regions;
        public long* Places;
        public int C, H, W, Height, Width;
        public T Scale;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
                Plane(Regions + i / C * 5, (long.CreateTruncating(Regions[i / C * 5]) * C + i % C) * H * W, Places + i * Height * Width);
        }

        private readonly void Plane(T* region, long plane, long* places)
        {
            int x = Rounded(region[1]), y = Rounded(region[2]);
            T binW = T.CreateTruncating(Math.Max(Rounded(region[3]) - x + 1, 1)) / T.CreateTruncating(Width);
            T binH = T.CreateTruncating(Math.Max(Rounded(region[4]) - y + 1, 1)) / T.CreateTruncating(Height);
            for (int p = 0; p < Height; p++)
                for (int q = 0; q < Width; q++)
                {
                    (int top, int bottom) = Bin(p, binH, y, H);
                    (int left, int right) = Bin(q, binW, x, W);
                    long best = -1;
                    for (int i = top; i < bottom; i++)
                        for (int j = left; j < right; j++)
                        {
                            long place = plane + (long)i * W + j;
                            if (best < 0 || Images[place] > Images[best])
                                best = place;
                        }
                    places[p * Width + q] = best;
                }
        }

        private readonly int Rounded(T corner) => int.CreateSaturating(T.Round(corner * Scale, MidpointRounding.AwayFromZero));

        private static (int From, int To) Bin(int index, T size, int start, int limit)
        {
            int from = int.CreateSaturating(T.Floor(T.CreateTruncating(index) * size)) + start;
            int to = int.CreateSaturating(T.Ceiling(T.CreateTruncating(index + 1) * size)) + start;
            return (Math.Clamp(from, 0, limit), Math.Clamp(to, 0, limit));
        }
    }
}
