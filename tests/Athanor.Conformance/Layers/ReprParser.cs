using System.Globalization;
using System.Text;
using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Layers;

/// <summary>
/// Reads how PyTorch prints a module, or how Python constructs one: <c>Conv2d(6, 8, kernel_size=(3, 3), padding=same)</c>. Lines of modules
/// inside, such as <c>(out_proj): Linear(…)</c>, are passed over.
/// </summary>
internal sealed class ReprParser
{
    private readonly string _text;
    private int _at;

    private ReprParser(string text) => _text = text;

    /// <summary>The class, and its arguments as they stand.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static (string Class, Args Args) Parse(string repr)
    {
        var parser = new ReprParser(WithoutChildren(repr));
        string name = parser.Word();
        if (parser.Peek() != '(')
            return (name, new Args([], new Dictionary<string, object?>()));
        parser._at++;
        var positional = new List<object?>();
        var named = new Dictionary<string, object?>();
        while (parser.Peek() != ')')
        {
            int start = parser._at;
            string word = parser.Word();
            if (word.Length > 0 && parser.Peek() == '=')
            {
                parser._at++;
                named[word] = parser.Value();
            }
            else
            {
                parser._at = start;
                positional.Add(parser.Value());
            }
            parser.Comma();
        }
        return (name, new Args([.. positional], named));
    }

    /// <summary>The same, or false where the text is neither.</summary>
    public static bool TryParse(string repr, out string type, out Args args)
    {
        try
        {
            (type, args) = Parse(repr);
            return true;
        }
        catch (FormatException)
        {
            (type, args) = ("", new Args([], new Dictionary<string, object?>()));
            return false;
        }
    }

    // Arguments stand on the first line, or on lines of their own between those of the children.
    private static string WithoutChildren(string repr)
    {
        if (!repr.Contains('\n'))
            return repr;
        var text = new StringBuilder();
        foreach (string line in repr.Split('\n'))
            if (!line.StartsWith("  (", StringComparison.Ordinal) && !line.StartsWith("   ", StringComparison.Ordinal) && !line.StartsWith("  )", StringComparison.Ordinal))
                text.Append(line.Trim()).Append(' ');
        return text.ToString();
    }

    private object? Value()
    {
        switch (Peek())
        {
            case '(' or '[':
                _at++;
                var parts = new List<object?>();
                while (Peek() is not (')' or ']'))
                {
                    parts.Add(Value());
                    Comma();
                }
                _at++;
                return parts.ToArray();
            case '\'' or '"':
                int end = _text.IndexOf(_text[_at], _at + 1);
                if (end < 0)
                    throw Broken("a closing quote");
                string text = _text[(_at + 1)..end];
                _at = end + 1;
                return text;
            default:
                return Literal(Word());
        }
    }

    private static object? Literal(string word) => word switch
    {
        "None" => null,
        "True" => true,
        "False" => false,
        _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) => integer,
        _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double floating) => floating,
        _ => word, // PyTorch prints padding=same without quotes.
    };

    private string Word()
    {
        Peek();
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '-' or '+'))
            _at++;
        return _text[start.._at];
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void Comma()
    {
        char next = Peek();
        if (next == ',')
            _at++;
        else if (next is not (')' or ']'))
            throw Broken("',' or ')'");
    }

    private FormatException Broken(string expected) => new($"expected {expected} at {_at} of {_text}");
}
