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

    /// <summary>Cuts positions into strips of at most <paramref name="lanes"/>; the caller has room for one each position.</summary>
    public static int Cut(int* offsets, long count, int lanes, Strip* strips)
    {
        int made = 0;
        for (int j = 0; j < count; j++)
        {
            if (j == 0 || strips[made - 1].Length == lanes || offsets[j] != offsets[j - 1] + 1)
                strips[made++] = new Strip { Column = j, Offset = offsets[j] };
            strips[made - 1].Length++;
        }
        return made;
    }
}
