namespace Athanor.Training;

/// <summary>Runs of n tokens, counted.</summary>
internal static class NGrams
{
    /// <summary>How often each run of <paramref name="n"/> tokens occurs.</summary>
    public static Dictionary<Run, int> Count(IReadOnlyList<string> tokens, int n)
    {
        var counts = new Dictionary<Run, int>();
        for (int i = 0; i + n <= tokens.Count; i++)
        {
            var run = new Run(tokens, i, n);
            counts[run] = counts.GetValueOrDefault(run) + 1;
        }
        return counts;
    }

    /// <summary>A run in a list, equal to another of the same tokens.</summary>
    public readonly struct Run(IReadOnlyList<string> tokens, int start, int length) : IEquatable<Run>
    {
        private string this[int i] => tokens[start + i];

        public bool Equals(Run other)
        {
            for (int i = 0; i < length; i++)
                if (this[i] != other[i])
                    return false;
            return true;
        }

        public override bool Equals(object? obj) => obj is Run other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            for (int i = 0; i < length; i++)
                hash.Add(this[i]);
            return hash.ToHashCode();
        }
    }
}
