using System.Numerics;
using System.Runtime.CompilerServices;

namespace Athanor.Backends.Cpu;

internal static unsafe partial class Convolution
{
    /// <summary>
    /// gx = the gradient of the input, overwritten. With a stride, input elements fall into phases that are reached by different taps;
    /// each phase is a product without any multiplication by zero that the stride would bring.
    /// </summary>
    public static void BackwardInput<T>(in ConvShape s, T* gy, T* w, T* gx)
        where T : unmanaged, INumberBase<T>
    {
        if (s.Batch == 0 || s.InSize == 0 || s.InChannels == 0)
            return;
        (int lowD, int highD) = PhaseAxis.Reach(s.ID, s.KD, s.StrideD, s.PadD, s.DilationD);
        (int lowH, int highH) = PhaseAxis.Reach(s.IH, s.KH, s.StrideH, s.PadH, s.DilationH);
        (int lowW, int highW) = PhaseAxis.Reach(s.IW, s.KW, s.StrideW, s.PadW, s.DilationW);
        var grid = new PaddedGrid(
            s.OD, s.OH, s.OW, -lowD, -lowH, -lowW, highD - lowD + 1, highH - lowH + 1, highW - lowW + 1, 1);

        int count = checked(s.StrideD * s.StrideH * s.StrideW);
        Phase* phases = Scratch.Get<Phase>(ScratchUse.Plan, count);
        var item = new InputItem<T>(s, grid, ImagesPerItem(s.Batch, s.InSize), phases, count, gy, gx);
        long tables = 0, weights = 0, positions = 0;
        for (int r = 0; r < count; r++)
        {
            ref Phase phase = ref phases[r];
            phase = default;
            phase.D = new PhaseAxis(r / (s.StrideH * s.StrideW), s.ID, s.KD, s.StrideD, s.PadD, s.DilationD);
            phase.H = new PhaseAxis(r / s.StrideW % s.StrideH, s.IH, s.KH, s.StrideH, s.PadH, s.DilationH);
            phase.W = new PhaseAxis(r % s.StrideW, s.IW, s.KW, s.StrideW, s.PadW, s.DilationW);
            phase.Weights = weights;
            long depth = (long)s.GroupOut * phase.Taps;
            phase.WeightSize = item.Direct ? s.GroupIn * depth : PackedProduct.PackedSize<T>(s.GroupIn, depth);
            weights += phase.WeightSize * s.Groups;
            positions += (long)item.Images * phase.Positions;
            tables += 2L * s.GroupOut * phase.Taps + 2L * item.Images * phase.Positions;
        }

        int* table = Scratch.Get<int>(ScratchUse.Offsets, tables + s.GroupIn);
        item.Weights = Scratch.Get<T>(ScratchUse.Weights, weights);
        Strip* strips = item.Direct ? Scratch.Get<Strip>(ScratchUse.Strips, positions) : null;
        int* rows = table;
        for (int c = 0; c < s.GroupIn; c++)
            *table++ = c * s.Taps;
        for (int r = 0; r < count; r++)
        {
            ref Phase phase = ref phases[r];
            int depth = s.GroupOut * phase.Taps;
            int* taps = table;
            phase.Patches = taps + depth;
            phase.Sources = phase.Patches + depth;
            phase.Targets = phase.Sources + (long)item.Images * phase.Positions;
            table = phase.Targets + (long)item.Images * phase.Positions;
            TapOffsets(s, grid, phase, taps);
            PhaseOffsets(s, grid, (lowD, lowH, lowW), phase, item.Images, item.ImageStride);
            if (item.Direct)
            {
                phase.Strips = strips;
                phase.StripCount = Strip.Cut(phase.Sources, phase.Positions, item.Images, Strip.Lanes<T>(), strips);
                strips += phase.StripCount * item.Images;
            }
            for (int g = 0; g < s.Groups && depth > 0; g++)
            {
                T* group = w + (long)g * s.GroupOut * s.GroupIn * s.Taps;
                T* packed = item.Weights + phase.Weights + g * phase.WeightSize;
                if (!item.Direct)
                    PackedProduct.PackA(new TablePanels<T>(group, rows, taps, false), 0, s.GroupIn, 0, depth, packed);
                for (int i = 0; i < s.GroupIn && item.Direct; i++)
                    for (int p = 0; p < depth; p++)
                        *packed++ = group[rows[i] + taps[p]];
            }
        }
        RunItems((long)CeilDiv(s.Batch, item.Images) * s.Groups, item);
    }

    /// <summary>Where the weights of (output channel, tap) are, and where these read the padded output gradient.</summary>
    private static void TapOffsets(in ConvShape s, in PaddedGrid grid, in Phase phase, int* taps)
    {
        int* patches = phase.Patches;
        for (int c = 0; c < s.GroupOut; c++)
            for (int d = 0; d < phase.D.Taps; d++)
                for (int h = 0; h < phase.H.Taps; h++)
                    for (int w = 0; w < phase.W.Taps; w++)
                    {
                        int tap = (phase.D.Tap0 + d * phase.D.TapStep) * s.KH + phase.H.Tap0 + h * phase.H.TapStep;
                        *taps++ = checked(c * s.GroupIn * s.Taps + tap * s.KW + phase.W.Tap0 + w * phase.W.TapStep);
                        int back = (phase.D.T0 + d * phase.D.TStep) * grid.PaddedH + phase.H.T0 + h * phase.H.TStep;
                        *patches++ = checked(c * grid.ChannelSize - back * grid.RowSize - phase.W.T0 - w * phase.W.TStep);
                    }
    }

    /// <summary>Where positions of a phase are in the padded output gradient and in the input gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PhaseOffsets(
        in ConvShape s, in PaddedGrid grid, (int D, int H, int W) low, in Phase phase, int images, long imageStride)
    {
        int* sources = phase.Sources;
        int* targets = phase.Targets;
        for (int n = 0; n < images; n++)
            for (int d = 0; d < phase.D.Count; d++)
                for (int h = 0; h < phase.H.Count; h++)
                    for (int w = 0; w < phase.W.Count; w++)
                    {
                        int row = (phase.D.Q + d - low.D) * grid.PaddedH + phase.H.Q + h - low.H;
                        *sources++ = checked((int)(n * imageStride) + row * grid.RowSize + phase.W.Q + w - low.W);
                        int target = (phase.D.First + d * s.StrideD) * s.IH + phase.H.First + h * s.StrideH;
                        *targets++ = checked(n * s.InChannels * s.InSize + target * s.IW + phase.W.First + w * s.StrideW);
                    }
    }

    private struct InputItem<T>(ConvShape s, PaddedGrid grid, int images, Phase* phases, int phaseCount, T* gy, T* gx) : IRange
        where T : unmanaged, INumberBase<T>
    {
        public T* Weights;

        public readonly int Images => images;

        public readonly bool Direct => IsDirect(s.GroupIn, grid);

        public readonly long ImageStride => grid.IsIdentity ? (long)s.OutChannels * s.OutSize : (long)s.GroupOut * grid.ChannelSize;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(long begin, long end)
        {
            for (long id = begin; id < end; id++)
            {
                (long first, int group) = (id / s.Groups * images, (int)(id % s.Groups));
                int count = (int)Math.Min(images, s.Batch - first);
                T* gradient = gy + (first * s.OutChannels + (long)group * s.GroupOut) * s.OutSize;
                T* source = Load(grid, gradient, count, s.GroupOut, s.OutChannels);
                T* target = gx + (first * s.InChannels + (long)group * s.GroupIn) * s.InSize;
                for (int r = 0; r < phaseCount; r++)
                {
                    Phase phase = phases[r];
                    T* weights = Weights + phase.Weights + group * phase.WeightSize;
                    (long columns, int depth) = ((long)count * phase.Positions, s.GroupOut * phase.Taps);
                    int* targets = phaseCount == 1 && count == 1 ? null : phase.Targets;
                    if (Direct)
                    {
                        DirectProduct.Run(
                            s.GroupIn, depth, weights, source, phase.Strips, count * phase.StripCount, phase.Patches, target, s.InSize,
                            targets, null);
                        continue;
                    }
                    var output = new GemmOutput<T>(target, s.InSize) { ColumnOffsets = targets };
                    var patches = new TablePanels<T>(source, phase.Sources, phase.Patches, !grid.IsIdentity);
                    PackedProduct.RunPacked(s.GroupIn, columns, depth, weights, patches, 0, output);
                }
            }
        }
    }
}
