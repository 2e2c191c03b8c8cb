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

    /// <summary>Reduces <paramref name="input"/> into <paramref name="output"/>, in which the dimensions that go have size 1.</summary>
    public static void Run<R>(Tensor input, Tensor output)
        where R : struct, IReduction
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
                RunLanes<R, float>(source, output);
                break;
            case DType.Float64:
                RunLanes<R, double>(source, output);
                break;
            default:
                RunLanes<R, long>(source, output);
                break;
        }
        if (!ReferenceEquals(source, input))
            source.Dispose();
    }

    private static void RunLanes<R, T>(Tensor input, Tensor output)
        where R : struct, IReduction
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            Run<R, Lane512<T>, T>(input, output);
        else if (Vector256.IsHardwareAccelerated)
            Run<R, Lane256<T>, T>(input, output);
        else
            Run<R, Scalar<T>, T>(input, output);
    }

    private static void Run<R, L, T>(Tensor input, Tensor output)
        where R : struct, IReduction
        where L : struct, IVectorLane<L, T>
        where T : unmanaged
    {
        if (output.Count == 0)
            return;
        Unsafe.SkipInit(out Job<R, L, T> job);
        job.Kept.Begin(output.Count);
        job.Over.Begin(input.Count / output.Count);
        for (int i = 0; i < input.Rank; i++)
        {
            // A reduced dimension of size 1 has no part in either.
            long step = input.Layout.Strides[i];
            if (input.Shape.Dims[i] == output.Shape.Dims[i])
                job.Kept.Add(input.Shape.Dims[i], [output.Layout.Strides[i], step]);
            else
                job.Over.Add(input.Shape.Dims[i], [step]);
        }
        job.Kept.End(2);
        job.Over.End(1);
        job.Source = input.Pointer<T>();
        job.Target = output.Pointer<byte>();
        job.Size = output.DType.Size();
        job.Row = Elements.Row(input.DType, output.DType);
        job.KeptRun = job.Kept.Dims[job.Kept.Rank - 1];
        job.IsVertical = job.Kept.InnerStep(1) == 1 && job.KeptRun > 1 && job.Over.InnerStep(0) != 1;
        if (job.IsVertical)
        {
            long strips = (job.KeptRun + Strip - 1) / Strip * (job.Kept.Count / job.KeptRun);
            WorkerPool.For(strips, Math.Max(1, Grain / Math.Max(1, job.Over.Count * Math.Min(Strip, job.KeptRun))), in job);
        }
        else if (job.Over.Count >= 2 * Split)
        {
            long parts = (job.Over.Count + Split - 1) / Split;
            var partial = new T[output.Count * parts];
            fixed (T* p = partial)
            {
                WorkerPool.For(partial.Length, 1, new PartJob<R, L, T> { Job = job, Parts = parts, Partial = p });
                for (long k = 0; k < output.Count; k++)
                    job.Store(k, Join<R, T>(p + k * parts, parts));
            }
        }
        else
        {
            WorkerPool.For(output.Count, Math.Max(1, Grain / Math.Max(1, job.Over.Count)), in job);
        }
    }

    /// <summary>Joins the results of blocks; sums of floats in double.</summary>
    private static T Join<R, T>(T* values, long count)
        where R : struct, IReduction
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
        where R : struct, IReduction
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
        where R : struct, IReduction
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
            long step = Over.InnerStep(0);
            T* blocks = stackalloc T[(int)(Split / Block)];
            int used = 0;
            T* buffer = stackalloc T[(int)Block];
            Unsafe.SkipInit(out Runs runs);
            runs.Begin(in Over, 0, begin);
            for (long i = begin; i < end; i += Block)
            {
                long count = Math.Min(Block, end - i);
                T* row = buffer;
                if (step == 1 && count <= runs.Left)
                {
                    row = origin + runs.Offset;
                    runs.Advance(in Over, 0, count);
                }
                else
                {
                    Gather(origin, ref runs, step, buffer, count);
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

        private readonly void Gather(T* origin, ref Runs runs, long step, T* buffer, long count)
        {
            for (long done = 0; done < count;)
            {
                long run = Math.Min(runs.Left, count - done);
                T* from = origin + runs.Offset;
                if (step == 1)
                    Unsafe.CopyBlockUnaligned(buffer + done, from, (uint)(run * sizeof(T)));
                else
                    for (long j = 0; j < run; j++)
                        buffer[done + j] = from[j * step];
                runs.Advance(in Over, 0, run);
                done += run;
            }
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
            Unsafe.SkipInit(out Runs runs);
            runs.Begin(in Over, 0, 0);
            for (long i = 0; i < Over.Count; i += Block / 4)
            {
                Clear(block, padded);
                long end = Math.Min(i + Block / 4, Over.Count);
                for (long j = i; j < end; j++)
                {
                    AddRow(block, origin + runs.Offset, width);
                    runs.Advance(in Over, 0, 1);
                }
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
