namespace Athanor.Ops;

/// <summary>Which windows a pooling looks at: fixed ones of a kernel, or adaptive ones that divide the input into a given number.</summary>
internal readonly record struct PoolGeometry(Spatial Kernel, Spatial Stride, Spatial Padding, Spatial Dilation, bool CeilMode, bool Adaptive)
{
    /// <summary>The number of spatial dimensions.</summary>
    public int Rank => Kernel.Count;

    /// <summary>Windows of one size, a stride apart.</summary>
    public static PoolGeometry Fixed(string op, int rank, Spatial kernel, Spatial stride, Spatial padding, Spatial dilation, bool ceilMode)
    {
        if (kernel.Count == 0)
            throw new TensorException(op, "the kernel size must be given");
        Spatial size = kernel.For(rank, 1, op, "kernel size", 1), pad = padding.For(rank, 0, op, "padding", 0);
        for (int i = 0; i < rank; i++)
            if (pad[i] > size[i] / 2)
                throw new TensorException(op, $"padding must be at most half of the kernel size, got padding {pad} with kernel {size}");
        Spatial step = stride.Count == 0 ? size : stride.For(rank, 1, op, "stride", 1);
        return new PoolGeometry(size, step, pad, dilation.For(rank, 1, op, "dilation", 1), ceilMode, false);
    }

    /// <summary>As many windows as the output has places; −1 keeps the input's size.</summary>
    public static PoolGeometry Dividing(string op, int rank, Spatial output, Shape x)
    {
        if (output.Count == 0)
            throw new TensorException(op, "the output size must be given");
        Spatial wanted = output.For(rank, 1, op, "output size", -1);
        Span<int> size = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
            size[i] = wanted[i] < 0 ? x[x.Rank - rank + i] : wanted[i];
        var one = new Spatial(1).For(rank, 1, op, "", 1);
        return new PoolGeometry(new Spatial(size), one, default, one, false, true);
    }

    /// <summary>The shape after pooling (N, C, spatial…).</summary>
    public Shape Output(string op, Shape x)
    {
        int[] dims = x.ToArray();
        for (int i = 0; i < Rank; i++)
        {
            int size = x[x.Rank - Rank + i];
            if (size == 0 && !(Adaptive && Kernel[i] == 0))
                throw new TensorException(op, $"spatial dimensions must not be empty, got {x}");
            dims[x.Rank - Rank + i] = OutputSize(op, i, size);
        }
        return new Shape(dims);
    }

    /// <summary>The windows along one spatial dimension.</summary>
    public PoolWindows Windows(int dim, int input, int output)
    {
        var windows = new PoolWindows(output, Adaptive ? 1 : Dilation[dim]);
        for (int o = 0; o < output; o++)
        {
            if (Adaptive)
            {
                windows.Start[o] = (int)((long)o * input / output);
                windows.End[o] = (int)(((long)(o + 1) * input + output - 1) / output);
                windows.Padded[o] = windows.End[o] - windows.Start[o];
                continue;
            }
            int first = o * Stride[dim] - Padding[dim], dilation = Dilation[dim];
            int last = Math.Min(first + (Kernel[dim] - 1) * dilation + 1, input + Padding[dim]);
            windows.Padded[o] = last - first;
            windows.End[o] = Math.Min(last, input);
            windows.Start[o] = first < 0 ? first + (-first + dilation - 1) / dilation * dilation : first;
        }
        return windows;
    }

    private int OutputSize(string op, int dim, int input)
    {
        if (Adaptive)
            return Kernel[dim];
        long room = input + 2L * Padding[dim] - ((long)Dilation[dim] * (Kernel[dim] - 1) + 1);
        long size = (room + (CeilMode ? Stride[dim] - 1 : 0)) / Stride[dim] + 1;
        if (room < 0 && !(CeilMode && room + Stride[dim] > 0))
            size = 0;

        // A window that would start in the padding behind is dropped.
        if (CeilMode && (size - 1) * Stride[dim] >= input + (long)Padding[dim])
            size--;
        return size >= 1 ? checked((int)size) : throw new TensorException(op, $"the kernel {Kernel} exceeds the padded input of size {input + 2 * Padding[dim]} in spatial dimension {dim}");
    }
}

/// <summary>Where the windows along a dimension start and end within the input.</summary>
internal readonly struct PoolWindows(int count, int step)
{
    public readonly int[] Start = new int[count];
    public readonly int[] End = new int[count];

    /// <summary>How long each is with its part of the padding.</summary>
    public readonly int[] Padded = new int[count];

    /// <summary>The distance of neighbours in a window.</summary>
    public readonly int Step = step;

    public int Count => Start.Length;
}

/// <summary>The windows of all spatial dimensions, and the planes they lie in.</summary>
internal readonly struct PoolPlan
{
    public readonly PoolWindows D, H, W;
    public readonly int InD, InH, InW;
    public readonly long Planes;

    public PoolPlan(in PoolGeometry geometry, Shape x, Shape y)
    {
        int rank = geometry.Rank;
        (InD, InH, InW) = new Spatial(x.Dims[(x.Rank - rank)..]).Three(1);
        var whole = new PoolWindows(1, 1);
        (whole.Start[0], whole.End[0], whole.Padded[0]) = (0, 1, 1);
        D = rank == 3 ? geometry.Windows(0, InD, y[y.Rank - 3]) : whole;
        H = rank >= 2 ? geometry.Windows(rank - 2, InH, y[y.Rank - 2]) : whole;
        W = geometry.Windows(rank - 1, InW, y[y.Rank - 1]);
        Planes = x.Count == 0 ? 0 : x.Count / InSize;
    }

    public long InSize => (long)InD * InH * InW;

    public long OutSize => (long)D.Count * H.Count * W.Count;

    /// <summary>How many planes make a chunk of work.</summary>
    public long Grain => Math.Max(1, 32768 / Math.Max(1, Math.Max(InSize, OutSize)));
}
