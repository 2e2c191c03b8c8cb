namespace Athanor.Backends.Cpu;

/// <summary>Copies elements between layouts, converting their type.</summary>
internal static unsafe class StridedCopy
{
    private const long Grain = 32768;
    private const int Block = 16;

    /// <summary>Sets every element of <paramref name="target"/> from the element of <paramref name="source"/> at the same index.</summary>
    public static void Run(Tensor source, Tensor target)
    {
        if (target.Count == 0)
            return;
        var job = new Job
        {
            Walk = Walk.Over(target.Shape, target.Layout.Strides, source.Layout.BroadcastStrides(target.Shape)),
            Row = Elements.Row(source.DType, target.DType),
            Source = source.Pointer<byte>(),
            Target = target.Pointer<byte>(),
            SourceSize = source.DType.Size(),
            TargetSize = target.DType.Size(),
        };
        if (job.IsTransposed && source.DType == target.DType && job.SourceSize is 4 or 8)
            WorkerPool.For(job.OuterCount * job.Bands, Math.Max(1, Grain / (Block * job.Walk.Dims[job.Walk.Rank - 1])), new Transposed { Job = job });
        else
            WorkerPool.For(target.Count, Grain, job);
    }

    private struct Job : IRange
    {
        public Walk Walk;
        public delegate*<byte*, long, byte*, long, long, void> Row;
        public byte* Source, Target;
        public int SourceSize, TargetSize;

        /// <summary>Whether the source is dense along the last but one dimension and the target along the last: a transposition.</summary>
        public readonly bool IsTransposed => Walk.Rank >= 2 && Walk.InnerStep(0) == 1 && Walk.InnerStep(1) > 1
            && Walk.Strides[Walk.MaxRank + Walk.Rank - 2] == 1 && Walk.Dims[Walk.Rank - 1] >= Block && Walk.Dims[Walk.Rank - 2] >= Block;

        public readonly long Bands => (Walk.Dims[Walk.Rank - 2] + Block - 1) / Block;

        public readonly long OuterCount => Walk.Count / (Walk.Dims[Walk.Rank - 1] * Walk.Dims[Walk.Rank - 2]);

        public readonly void Run(long begin, long end)
        {
            long inner = Walk.Dims[Walk.Rank - 1];
            for (long i = begin; i < end;)
            {
                long run = Math.Min(inner - i % inner, end - i);
                Row(Source + Walk.OffsetOf(1, i) * SourceSize, Walk.InnerStep(1), Target + Walk.OffsetOf(0, i) * TargetSize, Walk.InnerStep(0), run);
                i += run;
            }
        }
    }

    /// <summary>Goes in square blocks, so that the lines it touches on both sides stay in the first cache.</summary>
    private struct Transposed : IRange
    {
        public Job Job;

        public readonly void Run(long begin, long end)
        {
            int rank = Job.Walk.Rank;
            long columns = Job.Walk.Dims[rank - 1], rows = Job.Walk.Dims[rank - 2], bands = Job.Bands;
            long targetStep = Job.Walk.Strides[rank - 2], sourceStep = Job.Walk.InnerStep(1);
            for (long i = begin; i < end; i++)
            {
                long outer = i / bands, row = i % bands * Block;
                long first = (outer * rows + row) * columns;
                byte* source = Job.Source + Job.Walk.OffsetOf(1, first) * Job.SourceSize;
                byte* target = Job.Target + Job.Walk.OffsetOf(0, first) * Job.SourceSize;
                int height = (int)Math.Min(Block, rows - row);
                for (long column = 0; column < columns; column += Block)
                {
                    int width = (int)Math.Min(Block, columns - column);
                    if (Job.SourceSize == 4)
                        Move((int*)source + column * sourceStep, sourceStep, (int*)target + column, targetStep, height, width);
                    else
                        Move((long*)source + column * sourceStep, sourceStep, (long*)target + column, targetStep, height, width);
                }
            }
        }

        private static void Move<T>(T* source, long sourceStep, T* target, long targetStep, int height, int width)
            where T : unmanaged
        {
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    target[y * targetStep + x] = source[x * sourceStep + y];
        }
    }
}
