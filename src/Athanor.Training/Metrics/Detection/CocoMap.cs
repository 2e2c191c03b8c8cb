namespace Athanor.Training;

/// <summary>
/// Mean average precision and recall of detections as the COCO benchmark has them (Lin et al. 2014, "Microsoft COCO: common objects in
/// context"): 10 overlaps from 0.50 to 0.95, precision at 101 recalls, crowds and objects of other sizes neither found nor missed. Regions
/// are boxes, or all of them masks.
/// </summary>
public sealed class CocoMap
{
    private readonly SortedDictionary<int, SortedDictionary<long, CocoImage>> _categories = [];

    /// <summary>Mean average precision over all overlaps, sizes and categories; NaN where there is no object.</summary>
    public double Value => Summarize().Ap;

    /// <summary>Takes in a true object.</summary>
    /// <param name="image">The image's number.</param>
    /// <param name="category">What it is.</param>
    /// <param name="region">Where it is: a box (x, y, width, height) or a mask.</param>
    /// <param name="area">Its area, where that is known better than from the region: COCO's boxes have the area of the outline.</param>
    /// <param name="crowd">Whether it is a crowd, in which any number of detections may lie and none has to.</param>
    public void AddTruth(long image, int category, CocoRegion region, double? area = null, bool crowd = false) =>
        Of(image, category).Truths.Add(new CocoTruth(region, area ?? region.Area, crowd));

    /// <summary>Takes in a detection.</summary>
    /// <param name="image">The image's number.</param>
    /// <param name="category">What it is taken for.</param>
    /// <param name="region">Where it is seen: a box (x, y, width, height) or a mask.</param>
    /// <param name="score">How sure the detector is; only the order counts.</param>
    public void AddDetection(long image, int category, CocoRegion region, double score) =>
        Of(image, category).Detections.Add(new CocoDetection(region, score));

    /// <summary>Forgets what was added.</summary>
    public void Reset() => _categories.Clear();

    /// <summary>The numbers of all categories together.</summary>
    public CocoSummary Summarize() => Summarize([.. _categories.Values]);

    /// <summary>The numbers of one category.</summary>
    public CocoSummary Summarize(int category) => Summarize(_categories.TryGetValue(category, out var images) ? [images] : []);

    private static CocoSummary Summarize(SortedDictionary<long, CocoImage>[] categories)
    {
        var all = new CocoTable();
        var sizes = new CocoTable[] { new(), new(), new() };
        var one = new CocoTable();
        var ten = new CocoTable();
        foreach (SortedDictionary<long, CocoImage> images in categories)
        {
            foreach (CocoImage image in images.Values)
                image.Prepare();
            CocoMatches[] matches = [.. images.Values.Select(i => i.Match(0, 1e10))];
            all.Add(matches, CocoImage.MostDetections);
            ten.Add(matches, 10);
            one.Add(matches, 1);
            (double Low, double High)[] ranges = [(0, 1024), (1024, 9216), (9216, 1e10)];
            for (int s = 0; s < sizes.Length; s++)
                sizes[s].Add([.. images.Values.Select(i => i.Match(ranges[s].Low, ranges[s].High))], CocoImage.MostDetections);
        }
        return new CocoSummary(
            all.Precision(), all.PrecisionAt(0), all.PrecisionAt(5), sizes[0].Precision(), sizes[1].Precision(), sizes[2].Precision(),
            one.Recall(), ten.Recall(), all.Recall(), sizes[0].Recall(), sizes[1].Recall(), sizes[2].Recall());
    }

    private CocoImage Of(long image, int category)
    {
        if (!_categories.TryGetValue(category, out SortedDictionary<long, CocoImage>? images))
            _categories[category] = images = [];
        if (!images.TryGetValue(image, out CocoImage? found))
            images[image] = found = new CocoImage();
        return found;
    }
}
