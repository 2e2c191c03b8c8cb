namespace Athanor.Training.Tests;

public sealed class TextMetricTests
{
    [Fact]
    public void Matches_are_clipped_as_in_the_example_of_the_paper()
    {
        var bleu = new Bleu();
        bleu.Add(Cut("the the the the the the the"), Cut("the cat is on the mat"), Cut("there is a cat on the mat"));
        Assert.Equal(2 / 7.0, bleu.Precision(1), 1e-15);
        Assert.Equal((7L, 7L), (bleu.Length, bleu.ReferenceLength));
    }

    [Fact]
    public void Bleu_is_the_geometric_mean_of_precisions()
    {
        var bleu = new Bleu(BleuSmoothing.None);
        Assert.True(double.IsNaN(bleu.Value));
        bleu.Add(Cut("the cat is on the mat now"), Cut("the cat is on the mat"));
        Assert.Equal(Math.Pow(6 / 7.0 * (5 / 6.0) * (4 / 5.0) * (3 / 4.0), 0.25), bleu.Value, 1e-15);
    }

    [Fact]
    public void Short_texts_pay_for_it()
    {
        var bleu = new Bleu();
        bleu.Add(Cut("the cat is on"), Cut("the cat is on the mat"));
        Assert.Equal(Math.Exp(-0.5), bleu.Value, 1e-15);
    }

    [Theory]
    [InlineData(BleuSmoothing.None, 0)]
    [InlineData(BleuSmoothing.AddOne, 0.0625)]
    [InlineData(BleuSmoothing.Exp, 0.015625)]
    public void Orders_without_a_match_are_smoothed(BleuSmoothing smoothing, double product)
    {
        // Precisions 3/4, 1/3, 0/2 and 0/1.
        var bleu = new Bleu(smoothing);
        bleu.Add(Cut("a b c d"), Cut("a b x d"));
        Assert.Equal(Math.Pow(product, 0.25), bleu.Value, 1e-15);
        bleu.Reset();
        bleu.Add(Cut("a b c d"), Cut("e f g h"));
        Assert.Equal(0, bleu.Value);
    }

    [Fact]
    public void Rouge_is_f1_of_what_is_common()
    {
        var rouge = new Rouge();
        rouge.Add(Cut("the cat on the mat"), Cut("the cat sat on the mat"));
        Assert.Equal((10 / 11.0, 6 / 9.0, 10 / 11.0), (rouge.Rouge1, rouge.Rouge2, rouge.RougeL));
        rouge.Reset();
        rouge.Add(Cut("police kill the gunman"), Cut("police killed the gunman"));
        Assert.Equal(0.75, rouge.Value);
        rouge.Add(Cut("the gunman kill police"), Cut("police killed the gunman"));
        Assert.Equal((0.75 + 0.5) / 2, rouge.Value);
        rouge.Add([], []);
        Assert.Equal((0.75 + 0.5) / 3, rouge.Value);
    }

    [Fact]
    public void Edits_over_the_length_of_the_references()
    {
        var words = new WordErrorRate();
        Assert.True(double.IsNaN(words.Value));
        words.Add("the  cat sit on mat", "the cat sat on the mat");
        words.Add("yes indeed", "yes");
        Assert.Equal((3L, 7L, 3 / 7.0), (words.Edits, words.Length, words.Value));
        var characters = new CharacterErrorRate();
        characters.Add("sitting", "kitten");
        Assert.Equal(3 / 6.0, characters.Value);
        characters.Reset();
        characters.Add("a😀", "a😁");
        Assert.Equal(0.5, characters.Value);
    }

    private static string[] Cut(string text) => text.Split(' ');
}
