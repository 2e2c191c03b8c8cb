using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Reductions over any dimensions of any layout. What is summed together is split by fixed sizes, in an order that depends on shapes
/// alone, so that the bits are the same for any number of threads; blocks are joined in double, which keeps long sums accurate.
/// </summary>
internal static unsafe class ReduceLoops
{
    private const long Block = 1024;
    private const long Split = 64 * Block;
    private const int Strip = 128;
    private const long Grain = 32768;

    /// <summary>Reduces dimensions of <paramref name="input"/> into <paramref name="output"/>, which has them with size 1.</summary>
    public static void Run<R>(Tensor input, ReadOnlySpan<int> dims, Tensor output)
        where R : IReduction
    {
        DType lane = Promotion.Lane(output.DType == DType.Bool ? input.DType : output.DType);
        Tensor source = input;
        if (input.DType != lane)
        {
            source = CpuAllocator.Fresh(input.Shape, lane);
            StridedCopy.Run(input, source);
        }
        switch (lane)
        {
            case DType.Float32:
                RunLanes<R, float>(source, dims, output);
                break;
            case DType.Float64:
                RunLanes<R, double>(source, dims, output);
                break;
            default:
                RunLanes<R, long>(source, dims, output);
                break;
        }
        if (!ReferenceEquals(source, input))
            source.Dispose();
    }

    private static void RunLanes<R, T>(Tensor input, ReadOnlySpan<int> dims, Tensor output)
        where R : IReduction
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            Run<R, Lane512<T>, T>(input, dims, output);
        else if (Vector256.IsHardwareAccelerated)
            Run<R, Lane256<T>, T>(input, dims, output);
        else
            Run<R, Scalar<T>, T>(input, dims, output);
    }

    private static void Run<R, L, T>(Tensor input, ReadOnlySpan<int> dims, Tensor output)
        where R : IReduction
        where L : struct, IVectorLane<L, T>
        where T : unmanaged
    {
        if (output.Count == 0)
            return;
        var reduced = new bool[input.Rank];
        foreach (int dim in dims)
            reduced[dim] = true;
        List<int> keptSizes = [], overSizes = [];
        List<long> keptStrides = [], overStrides = [];
        for (int i = 0; i < input.Rank; i++)
        {
            (reduced[i] ? overSizes : keptSizes).Add(input.Shape[i]);
            (reduced[i] ? overStrides : keptStrides).Add(input.Layout.Strides[i]);
        }
        var keptShape = new Shape(keptSizes.ToArray());
        var job = new Job<R, L, T>
        {
            Kept = Walk.Over(keptShape, keptShape.ContiguousStrides, keptStrides.ToArray()),
            Over = Walk.Over(new Shape(overSizes.ToArray()), overStrides.ToArray()),
            Source = input.Pointer<T>(),
            Target = output.Pointer<byte>(),
            Size = output.DType.Size(),
            Row = Elements.Row(input.DType, output.DType),
        };
        job.KeptRun = job.Kept.Dims[job.Kept.Rank - 1];
        job.IsVertical = job.Kept.InnerStep(1) == 1 && job.KeptRun > 1 && job.Over.InnerStep(0) != 1;
        if (job.IsVertical)
        {
            long strips = (job.KeptRun + Strip - 1) / Strip * (job.Kept.Count / job.KeptRun);
            WorkerPool.For(strips, Math.Max(1, Grain / Math.Max(1, job.Over.Count * Math.Min(Strip, job.KeptRun))), job);
        }
        else if (job.Over.Count >= 2 * Split)
        {
            long parts = (job.Over.Count + Split - 1) / Split;
            var partial = new T[keptShape.Count * parts];
            fixed (T* p = partial)
            {
                WorkerPool.For(partial.Length, 1, new PartJob<R, L, T> { Job = job, Parts = parts, Partial = p });
                for (long k = 0; k < keptShape.Count; k++)
                    job.Store(k, Join<R, T>(p + k * parts, parts));
            }
        }
        else
        {
            WorkerPool.For(keptShape.Count, Math.Max(1, Grain / Math.Max(1, job.Over.Count)), job);
        }
    }

    /// <summary>Joins the results of blocks; sums of floats in double.</summary>
    private static T Join<R, T>(T* values, long count)
        where R : IReduction
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && typeof(R) == typeof(Sum))
        {
            double sum = 0;
            for (long i = 0; i < count; i++)
                sum += ((float*)values)[i];
            return (T)(object)(float)sum;
        }
        Scalar<T> result = R.Identity<Scalar<T>>();
        for (long i = 0; i < count; i++)
            result = R.Combine(result, Scalar<T>.Load(values + i));
        return result.Value;
    }

    private struct PartJob<R, L, T> : IRange
        where R : IReduction
        where L : struct, IVectorLane<L, T>
        where T : unmanaged
    {
        public Job<R, L, T> Job;
        public long Parts;
        public T* Partial;

        public readonly void Run(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                long part = i % Parts * Split;
                Partial[i] = Job.Reduce(Job.Source + Job.Kept.OffsetOf(1, i / Parts), part, Math.Min(part + Split, Job.Over.Count));
            }
        }
    }

    private struct Job<R, L, T> : IRange
        where R : IReduction
        where L : struct, IVectorLane<L, T>
        where T : unmanaged
    {
        public Walk Kept, Over;
        public T* Source;
        public byte* Target;
        public int Size;
        public delegate*<byte*, long, byte*, long, long, void> Row;
        public long KeptRun;
        public bool IsVertical;

        public readonly void Run(long begin, long end)
        {
            if (IsVertical)
            {
                long stripsPerRun = (KeptRun + Strip - 1) / Strip;
                for (long i = begin; i < end; i++)
                {
                    long column = i % stripsPerRun * Strip;
                    Vertical(i / stripsPerRun * KeptRun + column, (int)Math.Min(Strip, KeptRun - column));
                }
                return;
            }
            for (long k = begin; k < end; k++)
                Store(k, Reduce(Source + Kept.OffsetOf(1, k), 0, Over.Count));
        }

        public readonly void Store(long index, T value) => Row((byte*)&value, 1, Target + index * Size, 1, 1);

        /// <summary>One result: the reduced elements from number <paramref name="begin"/> to <paramref name="end"/>.</summary>
        [SkipLocalsInit]
        public readonly T Reduce(T* origin, long begin, long end)
        {
            long inner = Over.Dims[Over.Rank - 1], step = Over.InnerStep(0);
            T* blocks = stackalloc T[(int)(Split / Block)];
            int used = 0;
            T* buffer = stackalloc T[(int)Block];
            for (long i = begin; i < end; i += Block)
            {
                long count = Math.Min(Block, end - i);
                T* row = buffer;
                if (step == 1 && i % inner + count <= inner)
                {
                    row = origin + Over.OffsetOf(0, i);
                }
                else
                {
                    for (long done = 0; done < count;)
                    {
                        long run = Math.Min(inner - (i + done) % inner, count - done);
                        T* from = origin + Over.OffsetOf(0, i + done);
                        for (long j = 0; j < run; j++)
                            buffer[done + j] = from[j * step];
                        done += run;
                    }
                }
                if (used == Split / Block)
                {
                    blocks[0] = Join<R, T>(blocks, used);
                    used = 1;
                }
                blocks[used++] = RowOf(row, count);
            }
            return Join<R, T>(blocks, used);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static T RowOf(T* row, long count)
        {
            L a = R.Identity<L>(), b = a, c = a, d = a;
            long i = 0;
            for (; i <= count - 4 * L.Width; i += 4 * L.Width)
            {
                a = R.Combine(a, L.Load(row + i));
                b = R.Combine(b, L.Load(row + i + L.Width));
                c = R.Combine(c, L.Load(row + i + 2 * L.Width));
                d = R.Combine(d, L.Load(row + i + 3 * L.Width));
            }
            for (; i <= count - L.Width; i += L.Width)
                a = R.Combine(a, L.Load(row + i));
            T* lanes = stackalloc T[16];
            R.Combine(R.Combine(a, b), R.Combine(c, d)).Store(lanes);
            Scalar<T> result = R.Identity<Scalar<T>>();
            for (int j = 0; j < L.Width; j++)
                result = R.Combine(result, new Scalar<T>(lanes[j]));
            for (; i < count; i++)
                result = R.Combine(result, new Scalar<T>(row[i]));
            return result.Value;
        }

        /// <summary>Neighbouring results together, row upon row: for sums over outer dimensions.</summary>
        [SkipLocalsInit]
        private readonly void Vertical(long first, int width)
        {
            T* sums = stackalloc T[Strip];
            T* block = stackalloc T[Strip];
            int padded = (width + L.Width - 1) / L.Width * L.Width;
            T* origin = Source + Kept.OffsetOf(1, first);
            Clear(sums, padded);
            bool wide = typeof(T) == typeof(float) && typeof(R) == typeof(Sum);
            double* exact = stackalloc double[Strip];
            new Span<double>(exact, Strip).Clear();
            for (long i = 0; i < Over.Count; i += Block / 4)
            {
                Clear(block, padded);
                long end = Math.Min(i + Block / 4, Over.Count);
                for (long j = i; j < end; j++)
                    AddRow(block, origin + Over.OffsetOf(0, j), width);
                if (wide)
                    for (int x = 0; x < width; x++)
                        exact[x] += ((float*)block)[x];
                else
                    AddRow(sums, block, width);
            }
            if (wide)
                for (int x = 0; x < width; x++)
                    ((float*)sums)[x] = (float)exact[x];
            Row((byte*)sums, 1, Target + first * Size, 1, width);
        }

        private static void Clear(T* target, int count)
        {
            for (int i = 0; i < count; i += L.Width)
                R.Identity<L>().Store(target + i);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddRow(T* sums, T* row, int width)
        {
            int i = 0;
            for (; i <= width - L.Width; i += L.Width)
                R.Combine(L.Load(sums + i), L.Load(row + i)).Store(sums + i);
            for (; i < width; i++)
                sums[i] = R.Combine(new Scalar<T>(sums[i]), new Scalar<T>(row[i])).Value;
        }
    }
}
