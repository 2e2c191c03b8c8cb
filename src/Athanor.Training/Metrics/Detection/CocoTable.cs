namespace Athanor.Training;

/// <summary>Precision and recall of categories, at each overlap.</summary>
internal sealed class CocoTable
{
    private const int Recalls = 101;
    private readonly List<double[]> _precisions = [];
    private readonly List<double[]> _recalls = [];

    /// <summary>Takes in the images of a category; one without an object has no curve.</summary>
    /// <param name="images">How its detections fared.</param>
    /// <param name="most">How many detections an image may have.</param>
    public void Add(CocoMatches[] images, int most)
    {
        int objects = images.Sum(i => i.Objects);
        if (objects == 0)
            return;
        (CocoMatches Image, int At)[] ranked =
        [
            .. images.SelectMany(image => Enumerable.Range(0, Math.Min(most, image.Scores.Length))
                    .Select(at => (Image: image, At: at)))
                .OrderByDescending(d => d.Image.Scores[d.At]),
        ];
        int overlaps = images[0].Found.Length;
        var precisions = new double[overlaps];
        var recalls = new double[overlaps];
        for (int i = 0; i < overlaps; i++)
            (precisions[i], recalls[i]) = Curve([.. ranked.Where(d => !d.Image.Ignored[i][d.At]).Select(d => d.Image.Found[i][d.At])], objects);
        _precisions.Add(precisions);
        _recalls.Add(recalls);
    }

    public double Precision() => _precisions.SelectMany(p => p).DefaultIfEmpty(double.NaN).Average();

    public double PrecisionAt(int overlap) => _precisions.Select(p => p[overlap]).DefaultIfEmpty(double.NaN).Average();

    public double Recall() => _recalls.SelectMany(r => r).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The mean over 101 recalls of the best precision at that recall or above, and the recall reached.</summary>
    private static (double Precision, double Recall) Curve(bool[] found, int objects)
    {
        var precision = new double[found.Length];
        var recall = new double[found.Length];
        double hits = 0;
        for (int d = 0; d < found.Length; d++)
        {
            hits += found[d] ? 1 : 0;
            precision[d] = hits / (d + 1);
            recall[d] = hits / objects;
        }
        for (int d = found.Length - 2; d >= 0; d--)
            precision[d] = Math.Max(precision[d], precision[d + 1]);
        double sum = 0;
        for (int r = 0, d = 0; r < Recalls; r++)
        {
            double wanted = r == Recalls - 1 ? 1 : r * 0.01;
            while (d < found.Length && recall[d] < wanted)
                d++;
            if (d == found.Length)
                break;
            sum += precision[d];
        }
        return (sum / Recalls, hits / objects);
    }
}
