using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Athanor.Backends.Cpu;

/// <summary>Up to one vector of positions that lie side by side in a padded image.</summary>
internal unsafe struct Strip
{
    /// <summary>The first position.</summary>
    public int Column;

    /// <summary>Where it is in the image.</summary>
    public int Offset;

    /// <summary>How many positions.</summary>
    public int Length;

    /// <summary>Elements of the vectors that strips are cut for.</summary>
    public static int Lanes<T>() => Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count;

    /// <summary>
    /// Cuts the positions of each image, so that the strips of fewer images are the first of those of more.
    /// </summary>
    /// <returns>Strips of one image.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Cut(int* offsets, int positions, int images, int lanes, Strip* strips)
    {
        int made = 0;
        for (int image = 0; image < images; image++)
        {
            int first = image * positions;
            for (int j = first; j < first + positions;)
            {
                int end = j + 1;
                while (end < first + positions && end - j < lanes && offsets[end] == offsets[end - 1] + 1)
                    end++;
                strips[made++] = new Strip { Column = j, Offset = offsets[j], Length = end - j };
                j = end;
            }
        }
        return made / Math.Max(1, images);
    }
}
