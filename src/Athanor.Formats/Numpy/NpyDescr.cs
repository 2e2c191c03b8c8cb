namespace Athanor.Formats.Numpy;

/// <summary>NumPy's short names of element types: byte order, kind, bytes (<c>&lt;f4</c>).</summary>
internal static class NpyDescr
{
    private static readonly (string Descr, string Type)[] s_types =
    [
        ("b1", "BOOL"), ("i1", "I8"), ("i2", "I16"), ("i4", "I32"), ("i8", "I64"),
        ("u1", "U8"), ("u2", "U16"), ("u4", "U32"), ("u8", "U64"),
        ("f2", "F16"), ("f4", "F32"), ("f8", "F64"), ("c8", "C64"), ("c16", "C128"),
    ];

    /// <summary>The descr of a type, little-endian, or null where NumPy has no such type.</summary>
    public static string? Of(ElementType type)
    {
        string? descr = s_types.FirstOrDefault(pair => pair.Type == type.Name).Descr;
        return descr is null ? null : (type.Bits == 8 ? '|' : '<') + descr;
    }

    public static (ElementType Type, bool BigEndian) Parse(string path, string descr)
    {
        if (descr.Length > 1 && descr[1] == 'O')
            throw new MalformedFileException(path,
                "expected an array of numbers, found one of Python objects: those are pickles, which run code when read");
        // Files of NumPy name their order; '=' is of other writers and means the order of their machine, which was little-endian.
        if (descr.Length > 1 && descr[0] is '<' or '>' or '|' or '=')
            foreach ((string known, string name) in s_types)
                if (descr.AsSpan(1).SequenceEqual(known) && ElementType.Find(name) is { } type && (descr[0] != '|' || type.Bits == 8))
                    return (type, descr[0] == '>' && type.Bits > 8);
        throw new MalformedFileException(path, $"expected a descr of plain numbers (|b1, <i8, <f4, >f8, …), found {Quoted.Text(descr)}");
    }
}
