using System.Text;

namespace Athanor.Formats;

/// <summary>
/// Text out of a file, made fit for an error message: it may be very long, or hold control characters that confuse a terminal.
/// </summary>
internal static class Quoted
{
    private const int Limit = 80;

    public static string Text(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder("'");
        foreach (char c in text[..Math.Min(text.Length, Limit)])
            result.Append(char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString());
        return result.Append(text.Length > Limit ? "…'" : "'").ToString();
    }
}
