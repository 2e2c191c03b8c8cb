using System.Text;
using Athanor.Formats.Numpy;

namespace Athanor.Formats.Tests.Numpy;

public class NumpyTests
{
    public static TheoryData<string> NpyFiles => Expected.Files("npy/", ".npy");

    public static TheoryData<string> NpzFiles => Expected.Files("npy/", ".npz");

    public static TheoryData<DType> DTypes => [.. Enum.GetValues<DType>().Where(d => d != DType.BFloat16)];

    [Theory]
    [MemberData(nameof(NpyFiles))]
    public void Published_npy(string file)
    {
        string path = Expected.PathOf(file);
        if (Expected.MustRefuse(file))
        {
            Assert.StartsWith(path, Assert.Throws<MalformedFileException>(() => NpyFile.Read(path)).Message);
            return;
        }
        NpyArray array = NpyFile.Read(path);
        Expected.Check(file, new() { [""] = (array.Type, array.Shape, array.Data.ToArray()) });
    }

    [Theory]
    [MemberData(nameof(NpzFiles))]
    public void Published_npz(string file)
    {
        using NpzFile archive = NpzFile.Open(Expected.PathOf(file));
        if (Expected.MustRefuse(file))
        {
            foreach (string name in archive.Names)
                Assert.Throws<MalformedFileException>(() => archive.Read(name));
            return;
        }
        Dictionary<string, NpyArray> arrays = archive.Names.ToDictionary(name => name, archive.Read);
        Expected.Check(file, arrays.ToDictionary(pair => pair.Key, pair => (pair.Value.Type, pair.Value.Shape, pair.Value.Data.ToArray())));
    }

    [Theory]
    [MemberData(nameof(DTypes))]
    public void Round_trip(DType dtype)
    {
        using var folder = new TempFolder();
        foreach (Shape shape in new[] { Shape.Scalar, new(3), new(2, 3), new(0, 4), new(1, 2, 1, 5) })
        {
            NpyArray array = Make(dtype, shape);
            NpyFile.Write(folder["a.npy"], array);
            Same(array, NpyFile.Read(folder["a.npy"]));
            Assert.Equal(0, (File.ReadAllBytes(folder["a.npy"]).Length - array.Data.Length) % 64);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Archives_round_trip_to_the_same_bytes(bool compress)
    {
        using var folder = new TempFolder();
        Dictionary<string, NpyArray> arrays = new()
        {
            ["w/größe"] = Make(DType.Float32, new Shape(40, 50)),
            ["zeros"] = new(DType.Int64, new Shape(20_000), new byte[160_000]),
        };
        NpzFile.Write(folder["a.npz"], arrays, compress);
        NpzFile.Write(folder["b.npz"], arrays, compress);
        Assert.Equal(File.ReadAllBytes(folder["a.npz"]), File.ReadAllBytes(folder["b.npz"]));
        using NpzFile archive = NpzFile.Open(folder["a.npz"]);
        Assert.Equal(arrays.Keys, archive.Names);
        foreach ((string name, NpyArray array) in arrays)
            Same(array, archive.Read(name));
        Assert.Throws<KeyNotFoundException>(() => archive.Read("x"));
    }

    [Fact]
    public void Bfloat16_is_refused_with_advice()
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<ArgumentException>(() => NpyFile.Write(folder["a"], Make(DType.BFloat16, new Shape(2))));
        Assert.Contains("F32", error.Message);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x", "nothing after")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "one is missing")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}", "True or False, found '0,")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2)}", "written (n,)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}", "comma between")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", "expected a size from 0")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,)}", "expected a size from 0")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "less than 2^63")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "expected 12 bytes for F32 × (3,), found 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "expected 4 bytes for F32 × (1,), found 8")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'shape': (1,)}", "once each, found 'descr'")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}", "structured")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", "Python objects")]
    [InlineData("{'descr': '<U4', 'fortran_order': False, 'shape': (2,)}", "found '<U4'")]
    [InlineData("{'descr': '|f4', 'fortran_order': False, 'shape': (2,)}", "found '|f4'")]
    [InlineData("__import__('os').system('true')", "expected '{'")]
    public void A_broken_rule_is_named(string header, string sentence)
    {
        using var folder = new TempFolder();
        byte[] text = Encoding.Latin1.GetBytes(header);
        string path = folder.Put("a.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[8]]);
        var error = Assert.Throws<MalformedFileException>(() => NpyFile.Read(path));
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(sentence, error.Message);
    }

    [Fact]
    public void A_wrong_checksum_in_an_archive_is_named()
    {
        using var folder = new TempFolder();
        NpzFile.Write(folder["a.npz"], [new("x", Make(DType.Float32, new Shape(64)))]);
        byte[] bytes = File.ReadAllBytes(folder["a.npz"]);
        bytes[300] ^= 1;
        using NpzFile archive = NpzFile.Open(folder.Put("b.npz", bytes));
        Assert.Contains("checksum", Assert.Throws<MalformedFileException>(() => archive.Read("x")).Message);
    }

    [Theory]
    [InlineData("npy/generated/fortran_2x3x4.npy")]
    [InlineData("npy/generated/bigendian_c8.npy")]
    [InlineData("npy/generated/version2.npy")]
    public void Damaged_arrays_are_read_or_refused(string file) =>
        Fuzz.Run(File.ReadAllBytes(Expected.PathOf(file)), path => NpyFile.Read(path));

    [Theory]
    [InlineData("npy/generated/stored.npz")]
    [InlineData("npy/generated/deflated.npz")]
    public void Damaged_archives_are_read_or_refused(string file) => Fuzz.Run(File.ReadAllBytes(Expected.PathOf(file)), path =>
    {
        using NpzFile archive = NpzFile.Open(path);
        foreach (string name in archive.Names)
            archive.Read(name);
    }, fixedCost: 1 << 20);

    private static NpyArray Make(DType dtype, Shape shape) =>
        new(dtype, shape, Enumerable.Range(0, (int)shape.Count * dtype.Size()).Select(i => (byte)(i * 37 & 1)).ToArray());

    private static void Same(NpyArray expected, NpyArray found)
    {
        Assert.Equal(expected.Type, found.Type);
        Assert.Equal(expected.Shape, found.Shape);
        Assert.Equal(expected.Data.ToArray(), found.Data.ToArray());
    }
}
