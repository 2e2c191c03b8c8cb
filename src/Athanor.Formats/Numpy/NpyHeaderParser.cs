using System.Text;

namespace Athanor.Formats.Numpy;

/// <summary>
/// Reads the one Python literal that the format allows, <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>, by a grammar
/// of its own; nothing is evaluated.
/// </summary>
internal ref struct NpyHeaderParser(string path, ReadOnlySpan<byte> text)
{
    private const int RankLimit = 64;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private string? _descr;
    private bool? _fortran;
    private int[]? _dims;

    public NpyHeader Parse()
    {
        Expect('{');
        while (!Take('}'))
        {
            string key = String("a key");
            Expect(':');
            switch (key)
            {
                case "descr" when _descr is null: _descr = Descr(); break;
                case "fortran_order" when _fortran is null: _fortran = Bool(); break;
                case "shape" when _dims is null: _dims = Tuple(); break;
                default: throw Bad($"expected the keys descr, fortran_order and shape once each, found {Quoted.Text(key)}");
            }
            if (Take(','))
                continue;
            Expect('}');
            break;
        }
        SkipSpace();
        if (_at != _text.Length)
            throw Bad($"expected nothing after the header's closing brace, found {Here()}");
        if (_descr is null || _fortran is null || _dims is null)
            throw Bad("expected the keys descr, fortran_order and shape, found that one is missing");
        (ElementType type, bool bigEndian) = NpyDescr.Parse(path, _descr);
        if (type.ByteCount(_dims) is null)
            throw Bad($"expected an array of less than 2^63 bytes, found {type} × shape ({string.Join(", ", _dims)})");
        return new NpyHeader(type, bigEndian, _fortran.Value, new Shape(_dims));
    }

    private string Descr()
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] == '[')
            throw Bad("expected an array of plain numbers, found a structured one (its descr is a list of fields)");
        return String("the descr");
    }

    private bool Bool()
    {
        SkipSpace();
        foreach ((string word, bool value) in (ReadOnlySpan<(string, bool)>)[("True", true), ("False", false)])
            if (_text[_at..].StartsWith(Encoding.ASCII.GetBytes(word)))
            {
                _at += word.Length;
                return value;
            }
        throw Bad($"expected fortran_order to be True or False, found {Here()}");
    }

    private int[] Tuple()
    {
        Expect('(');
        Span<int> dims = stackalloc int[RankLimit];
        int rank = 0;
        bool comma = true;
        while (!Take(')'))
        {
            if (!comma)
                throw Bad($"expected a comma between the sizes of the shape, found {Here()}");
            if (rank == RankLimit)
                throw Bad($"expected at most {RankLimit} dimensions, found more");
            dims[rank++] = Size();
            comma = Take(',');
        }
        if (rank == 1 && !comma)
            throw Bad("expected a tuple of one size to be written (n,), found (n)");
        return dims[..rank].ToArray();
    }

    private int Size()
    {
        SkipSpace();
        int start = _at;
        long value = 0;
        while (_at < _text.Length && char.IsAsciiDigit((char)_text[_at]) && value <= int.MaxValue)
            value = value * 10 + _text[_at++] - '0';
        if (_at == start || value > int.MaxValue)
        {
            _at = start;
            throw Bad($"expected a size from 0 to 2^31 − 1 in the shape, found {Here()}");
        }
        if (_at < _text.Length && _text[_at] == 'L') // Python 2 wrote long integers so
            _at++;
        return (int)value;
    }

    private string String(string what)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] is not ((byte)'\'' or (byte)'"'))
            throw Bad($"expected {what} in quotes, found {Here()}");
        byte quote = _text[_at++];
        int length = _text[_at..].IndexOf(quote);
        if (length < 0 || _text.Slice(_at, length).Contains((byte)'\\'))
            throw Bad($"expected {what} in quotes without backslashes, found {Here()}");
        string value = Encoding.Latin1.GetString(_text.Slice(_at, length));
        _at += length + 1;
        return value;
    }

    private void Expect(char c)
    {
        if (!Take(c))
            throw Bad($"expected '{c}' in the header, found {Here()}");
    }

    private bool Take(char c)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
            _at++;
    }

    private readonly string Here() => _at >= _text.Length
        ? "the header's end"
        : Quoted.Text(Encoding.Latin1.GetString(_text[_at..Math.Min(_at + 100, _text.Length)]));

    private readonly MalformedFileException Bad(string problem) => new(path, problem);
}
