namespace Athanor.Data.Tests;

public class BuiltInTests
{
    [Fact]
    public void DigitsAreWhole()
    {
        var digits = BuiltIn.Digits();
        Assert.Equal((1797, 1797 * 64), (digits.Count, digits.Features.Length));
        Assert.Equal((64, 10), (digits.FeatureNames.Length, digits.ClassNames.Length));
        Assert.Equal((0f, 16f), (digits.Features.Min(), digits.Features.Max()));
        Assert.Equal(4.884165, digits.Features.Average(v => (double)v), 6);
        var perClass = digits.Labels.CountBy(l => l).OrderBy(p => p.Key).Select(p => p.Value);
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], perClass);
        Assert.Equal([0, 1, 2, 3], digits.Labels[..4]);
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], digits.Features[..8]);
    }

    [Fact]
    public void IrisIsWhole()
    {
        var iris = BuiltIn.Iris();
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.ClassNames);
        Assert.Equal([4], iris.SampleShape);
        Assert.Equal([5.1f, 3.5f, 1.4f, 0.2f], iris.Features[..4]);
        Assert.Equal([50, 50, 50], iris.Labels.CountBy(l => l).Select(p => p.Value));
    }

    [Fact]
    public void WineIsWhole()
    {
        var wine = BuiltIn.Wine();
        Assert.Equal([59, 71, 48], wine.Labels.CountBy(l => l).OrderBy(p => p.Key).Select(p => p.Value));
        Assert.Equal((178 * 13, 13), (wine.Features.Length, wine.FeatureNames.Length));
        Assert.Equal(1065f, wine.Features[12]);
    }
}
