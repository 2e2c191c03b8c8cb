namespace Athanor.Data.Tests;

public class SplitTests
{
    [Fact]
    public void TheGeneratorIsSplitMix64()
    {
        // The first outputs for seed 1234567, as published with several implementations of the algorithm.
        var generator = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317, 3203168211198807973], new[] { generator.Next(), generator.Next() });
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.333)]
    public void EachSampleIsInOnePart(double share)
    {
        var labels = BuiltIn.Digits().Labels;
        foreach (var (train, held) in new[] { Split.Random(labels.Length, share, 7), Split.Stratified(labels, share, 7) })
        {
            Assert.Equal((int)Math.Round(labels.Length * share), held.Length);
            Assert.Equal(Enumerable.Range(0, labels.Length), train.Concat(held).Order());
        }
        var heldByClass = Split.Stratified(labels, share, 7).HeldOut.CountBy(i => labels[i]).ToDictionary();
        foreach (var (label, count) in labels.CountBy(l => l))
            Assert.InRange(heldByClass.GetValueOrDefault(label), Math.Floor(count * share), Math.Ceiling(count * share));
    }

    [Fact]
    public void ASeedGivesTheSameSplitForEver()
    {
        // Computed from the description with integers of any length, in another language.
        Assert.Equal([3, 6, 8], Split.Random(10, 0.3, 42).HeldOut);
        Assert.Equal([2, 4, 5], Split.Stratified([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 0.3, 42).HeldOut);
        Assert.NotEqual(Split.Random(1000, 0.5, 1).Train, Split.Random(1000, 0.5, 2).Train);
    }

    [Fact]
    public void AShareIsWithinZeroAndOne()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Random(10, 1.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Stratified([1], double.NaN, 0));
    }
}
