using System.Text;

namespace Athanor.Training;

/// <summary>
/// The edits (insertions, deletions, replacements; Levenshtein 1966) that turn texts into their references, over the length of the
/// references. More than 1 where much was inserted.
/// </summary>
public abstract class EditRate
{
    private long _edits;
    private long _length;

    private protected EditRate()
    {
    }

    /// <summary>The rate of all that was added; NaN before a reference with anything in it was.</summary>
    public double Value => _length > 0 ? (double)_edits / _length : double.NaN;

    /// <summary>How many edits there were.</summary>
    public long Edits => _edits;

    /// <summary>The length of the references.</summary>
    public long Length => _length;

    /// <summary>Takes in a text and what it should have been.</summary>
    public abstract void Add(string hypothesis, string reference);

    /// <summary>Forgets what was added.</summary>
    public void Reset() => (_edits, _length) = (0, 0);

    private protected void Count<T>(ReadOnlySpan<T> hypothesis, ReadOnlySpan<T> reference)
        where T : IEquatable<T>
    {
        _edits += Distance(hypothesis, reference);
        _length += reference.Length;
    }

    private static int Distance<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : IEquatable<T>
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 0; i < a.Length; i++)
        {
            int corner = row[0]++;
            for (int j = 1; j < row.Length; j++)
            {
                int replaced = corner + (a[i].Equals(b[j - 1]) ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}

/// <summary>The rate of edits in words, the measure of speech recognition.</summary>
public sealed class WordErrorRate : EditRate
{
    /// <summary>Takes in a text and what it should have been, words parted by white space.</summary>
    public override void Add(string hypothesis, string reference) => Add(Words(hypothesis), Words(reference));

    /// <summary>Takes in the words of a text and what they should have been.</summary>
    public void Add(ReadOnlySpan<string> hypothesis, ReadOnlySpan<string> reference) => Count(hypothesis, reference);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The rate of edits in characters (Unicode code points, spaces among them).</summary>
public sealed class CharacterErrorRate : EditRate
{
    /// <inheritdoc/>
    public override void Add(string hypothesis, string reference) =>
        Count<Rune>(hypothesis.EnumerateRunes().ToArray(), reference.EnumerateRunes().ToArray());
}
