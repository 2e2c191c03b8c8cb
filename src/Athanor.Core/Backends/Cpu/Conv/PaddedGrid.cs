using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

/// <summary>
/// The layout of a channel copied with its border, so that gathering patches from it needs no bounds checks: an element of a patch is at
/// offset of position + offset of tap. If the stride along a row is s, the elements of a row are sorted by their index modulo s, so that
/// what one tap reads at neighbouring positions lies side by side whatever the stride.
/// </summary>
/// <remarks>The copy costs one pass over the image, which is one part in (taps) of the gathering it simplifies.</remarks>
internal readonly record struct PaddedGrid(
    int D, int H, int W,
    int LowD, int LowH, int LowW,
    int PaddedD, int PaddedH, int PaddedW,
    int Phases)
{
    /// <summary>Elements of one phase of a row.</summary>
    public int PhaseSize => (PaddedW + Phases - 1) / Phases;

    /// <summary>Elements of a row.</summary>
    public int RowSize => PhaseSize * Phases;

    /// <summary>Elements of a channel.</summary>
    public int ChannelSize => checked(PaddedD * PaddedH * RowSize);

    /// <summary>Whether the copy would be the image itself.</summary>
    public bool IsIdentity => LowD == 0 && LowH == 0 && LowW == 0 && PaddedD == D && PaddedH == H && PaddedW == W && Phases == 1;

    /// <summary>Where padded element (d, h, w) is. Offsets add up if at most one w is not a multiple of the phases.</summary>
    public int Offset(int d, int h, int w) => ((d * PaddedH) + h) * RowSize + w % Phases * PhaseSize + w / Phases;

    /// <summary>Copies channels, the source contiguous; in parallel if no one else is.</summary>
    public unsafe void Fill<T>(T* source, T* target, int channels)
        where T : unmanaged =>
        WorkerPool.For(channels, Math.Max(1, 32768 / Math.Max(1, ChannelSize)), new FillRange<T>(this, source, target));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void FillChannel<T>(T* source, T* target)
        where T : unmanaged
    {
        for (int d = 0; d < PaddedD; d++)
        {
            int sourceD = d - LowD;
            for (int h = 0; h < PaddedH; h++, target += RowSize)
            {
                int sourceH = h - LowH;
                if ((uint)sourceD < (uint)D && (uint)sourceH < (uint)H)
                    FillRow(source + ((long)sourceD * H + sourceH) * W, target);
                else
                    new Span<T>(target, RowSize).Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void FillRow<T>(T* source, T* target)
        where T : unmanaged
    {
        if (Phases == 1)
        {
            int low = Math.Clamp(LowW, 0, PaddedW);
            int high = Math.Clamp(LowW + W, low, PaddedW);
            new Span<T>(target, low).Clear();
            new Span<T>(source + (low - LowW), high - low).CopyTo(new Span<T>(target + low, high - low));
            new Span<T>(target + high, PaddedW - high).Clear();
            return;
        }

        for (int phase = 0; phase < Phases; phase++, target += PhaseSize)
        {
            // Element i of the phase is source[i · Phases + phase − LowW]; the middle part lies within the source.
            int shift = phase - LowW;
            int begin = Math.Clamp(shift < 0 ? (-shift + Phases - 1) / Phases : 0, 0, PhaseSize);
            int end = Math.Clamp(W > shift ? (W - shift + Phases - 1) / Phases : 0, begin, PhaseSize);
            for (int i = 0; i < begin; i++)
                target[i] = default;
            T* from = source + shift + (long)begin * Phases;
            for (int i = begin; i < end; i++, from += Phases)
                target[i] = *from;
            for (int i = end; i < PhaseSize; i++)
                target[i] = default;
        }
    }

    private readonly unsafe struct FillRange<T>(PaddedGrid grid, T* source, T* target) : IRange
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long begin, long end)
        {
            for (long c = begin; c < end; c++)
                grid.FillChannel(source + c * grid.D * grid.H * grid.W, target + c * grid.ChannelSize);
        }
    }
}
