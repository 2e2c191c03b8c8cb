namespace Athanor.Backends.Cpu;

/// <summary>
/// Along one dimension with stride s, the input elements i ≡ r − pad (mod s) and the taps that reach them. With i = s·q + r − pad, tap
/// Tap0 + j·TapStep reads output element q − T0 − j·TStep, so a phase is a convolution with stride 1.
/// </summary>
internal readonly struct PhaseAxis
{
    /// <summary>Phase <paramref name="r"/> of an axis.</summary>
    public PhaseAxis(int r, int input, int kernel, int stride, int pad, int dilation)
    {
        First = ((r - pad) % stride + stride) % stride;
        Count = First < input ? (input - 1 - First) / stride + 1 : 0;
        Q = (First + pad - r) / stride; // exact: First ≡ r − pad
        for (int k = 0; k < kernel; k++)
        {
            if (k * dilation % stride != r)
                continue;
            if (Taps++ == 0)
                (Tap0, T0) = (k, (k * dilation - r) / stride);
            else if (Taps == 2)
                (TapStep, TStep) = (k - Tap0, (k * dilation - r) / stride - T0);
        }
    }

    /// <summary>The first input element; the next is a stride further.</summary>
    public int First { get; }

    /// <summary>How many input elements there are.</summary>
    public int Count { get; }

    /// <summary>q of the first input element.</summary>
    public int Q { get; }

    /// <summary>How many taps there are.</summary>
    public int Taps { get; }

    /// <summary>The first tap.</summary>
    public int Tap0 { get; }

    /// <summary>From a tap to the next.</summary>
    public int TapStep { get; }

    /// <summary>How far back the first tap reads.</summary>
    public int T0 { get; }

    /// <summary>How much further back each next tap reads.</summary>
    public int TStep { get; }

    /// <summary>The least and greatest output element (or place beside the output) that any phase of an axis reads.</summary>
    public static (int Low, int High) Reach(int input, int kernel, int stride, int pad, int dilation)
    {
        (int low, int high) = (int.MaxValue, int.MinValue);
        for (int r = 0; r < stride; r++)
        {
            var axis = new PhaseAxis(r, input, kernel, stride, pad, dilation);
            if (axis.Count == 0 || axis.Taps == 0)
                continue;
            low = Math.Min(low, axis.Q - axis.T0 - (axis.Taps - 1) * axis.TStep);
            high = Math.Max(high, axis.Q + axis.Count - 1 - axis.T0);
        }
        return low > high ? (0, 0) : (low, high);
    }
}

/// <summary>A phase in three dimensions and its tables.</summary>
internal unsafe struct Phase
{
    /// <summary>The axes.</summary>
    public PhaseAxis D, H, W;

    /// <summary>Offsets of (output channel, tap) in the padded output gradient, negative.</summary>
    public int* Patches;

    /// <summary>Offsets of positions in the padded output gradient.</summary>
    public int* Sources;

    /// <summary>Offsets of positions in the input gradient.</summary>
    public int* Targets;

    /// <summary>Positions in vectors, if the product is done without packing.</summary>
    public Strip* Strips;

    /// <summary>Strips of one image.</summary>
    public int StripCount;

    /// <summary>Where the packed weights of the first group begin.</summary>
    public long Weights;

    /// <summary>Packed weights of one group.</summary>
    public long WeightSize;

    /// <summary>Taps of one channel.</summary>
    public readonly int Taps => D.Taps * H.Taps * W.Taps;

    /// <summary>Input elements of one channel.</summary>
    public readonly int Positions => D.Count * H.Count * W.Count;
}
