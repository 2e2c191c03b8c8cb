using System.Text;

namespace Athanor.Data.Tests;

public class CsvTableTests
{
    [Fact]
    public void TextClassesAreNumberedInOrder()
    {
        var table = Read("a,b,kind\n1,2.5,pear\n-3,4e2,apple\n\"5\", 6 ,pear\n");
        Assert.Equal([1, 2.5f, -3, 400, 5, 6], table.Features);
        Assert.Equal(["a", "b"], table.FeatureNames);
        Assert.Equal(["apple", "pear"], table.ClassNames);
        Assert.Equal([1, 0, 1], table.Labels!);
        Assert.Equal((3, 2), (table.Rows, table.Columns));
    }

    [Fact]
    public void IntegerClassesStayAsTheyAre()
    {
        var table = Read("7;1\n-2;3\n", new CsvOptions { Header = false, Delimiter = ';', ClassIndex = 0 });
        Assert.Equal([7, -2], table.Labels!);
        Assert.Empty(table.ClassNames);
        Assert.Equal([1, 3], table.Features);
        Assert.Equal(["column 2"], table.FeatureNames);
    }

    [Fact]
    public void TheClassMayHaveAName()
        => Assert.Equal([1, 2], Read("a,y,b\n5,1,6\n5,2,6\n", new CsvOptions { ClassColumn = "y" }).Labels!);

    [Fact]
    public void TheClassMayBeMissing() => Assert.Null(Read("a,b\n1,2\n", new CsvOptions { HasClass = false }).Labels);

    [Theory]
    [InlineData("", "line 1: expected a row of values, found an empty file")]
    [InlineData("a,y\n", "line 2: expected a row of values, found nothing after the header")]
    [InlineData("a,y\n1,2\n,2\n", "line 3, column 1 (a): expected a finite number, found nothing")]
    [InlineData("a,y\n1,2\nNaN,2\n", "line 3, column 1 (a): expected a finite number, found 'NaN'")]
    [InlineData("a,y\n1e99,2\n", "line 2, column 1 (a): expected a finite number, found '1e99'")]
    [InlineData("a,y\n1,\n", "line 2, column 2 (y): expected a class, found nothing")]
    [InlineData("a,y\n1,2,3\n", "line 2: expected 2 values, found 3")]
    public void DamageIsNamed(string text, string message)
        => Assert.Equal("a.csv: " + message, Assert.Throws<DataFormatException>(() => Read(text)).Message);

    [Fact]
    public void AMissingClassColumnIsNamed()
    {
        var error = Assert.Throws<DataFormatException>(() => Read("a,b\n1,2\n", new CsvOptions { ClassColumn = "y" }));
        Assert.Equal("a.csv: header: expected a column 'y', found a, b", error.Message);
        Assert.Throws<DataFormatException>(() => Read("a,b\n1,2\n", new CsvOptions { ClassIndex = 2 }));
    }

    [Fact]
    public void AnOpenQuotationMarkDoesNotSwallowTheFile()
        => Assert.Throws<DataFormatException>(() => Read("a,y\n\"1,2\n" + new string('x', 1 << 20)));

    [Fact]
    public void DamagedFilesAreReadOrRefused()
    {
        var file = Encoding.UTF8.GetBytes("a,b,kind\r\n1,2.5,pear\r\n-3,4e2,\"ap\"\"ple\"\r\n0.5,6,quince\r\n");
        Action<byte[]> read = b => CsvTable.Read(new MemoryStream(b), "a.csv");
        Fuzz.Truncate(file, read, mayRead: true);
        Assert.InRange(Fuzz.Mutate(file, 3, read), 1, 1999);
    }

    private static CsvTable Read(string text, CsvOptions? options = null)
        => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.csv", options);
}
