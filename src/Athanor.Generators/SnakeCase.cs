using System.Text;

namespace Athanor.Generators;

/// <summary>Turns a C# name into the name that checkpoints use.</summary>
internal static class SnakeCase
{
    /// <summary>
    /// <c>GateProj</c> is <c>gate_proj</c>. A run of capitals is one word (<c>MLP</c> is <c>mlp</c>) whose last letter starts the next word
    /// when lower case follows (<c>MLPBlock</c> is <c>mlp_block</c>). Digits belong to the word before them (<c>Conv1</c> is <c>conv1</c>).
    /// </summary>
    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && StartsWord(name, i))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private static bool StartsWord(string name, int i)
    {
        if (!char.IsUpper(name[i]) || name[i - 1] == '_')
            return false;
        return !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
