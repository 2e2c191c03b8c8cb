using System.Text.Json;

namespace Athanor.Training.Tests;

/// <summary>Against the reference evaluator of COCO.</summary>
public sealed class CocoMapTests
{
    [Fact]
    public void Boxes_score_as_in_the_reference()
    {
        JsonElement data = Resource.Json("coco-eval.json.gz");
        var map = new CocoMap();
        foreach (JsonElement t in data.GetProperty("truths").EnumerateArray())
            map.AddTruth(t[0].GetInt64(), t[1].GetInt32(), Box(t), t[6].GetDouble(), t[7].GetInt32() == 1);
        foreach (JsonElement d in data.GetProperty("boxes").EnumerateArray())
            map.AddDetection(d[0].GetInt64(), d[1].GetInt32(), Box(d), d[6].GetDouble());
        Check(data.GetProperty("expected").GetProperty("bbox").Doubles(), map.Summarize());
        Assert.Equal(map.Summarize().Ap, map.Value);
    }

    [Fact]
    public void Masks_score_as_in_the_reference()
    {
        JsonElement data = Resource.Json("coco-eval.json.gz");
        var map = new CocoMap();
        foreach (JsonElement t in data.GetProperty("truths").EnumerateArray())
            map.AddTruth(t[0].GetInt64(), t[1].GetInt32(), Mask(t, 8), t[6].GetDouble(), t[7].GetInt32() == 1);
        foreach (JsonElement d in data.GetProperty("masks").EnumerateArray())
            map.AddDetection(d[0].GetInt64(), d[1].GetInt32(), Mask(d, 2), d[5].GetDouble());
        Check(data.GetProperty("expected").GetProperty("segm").Doubles(), map.Summarize());
    }

    [Fact]
    public void One_found_and_one_false_alarm()
    {
        var map = new CocoMap();
        Assert.True(double.IsNaN(map.Value));
        map.AddTruth(1, 3, (0, 0, 10, 10));
        map.AddDetection(1, 3, (0, 0, 10, 10), 0.5);
        map.AddDetection(1, 3, (50, 50, 10, 10), 0.9);
        Assert.Equal(0.5, map.Value, 1e-12);
        Assert.Equal((0.0, 1.0), (map.Summarize(3).Ar1, map.Summarize(3).Ar10));
        Assert.True(double.IsNaN(map.Summarize().ApLarge));
        map.Reset();
        Assert.True(double.IsNaN(map.Value));
    }

    [Fact]
    public void What_lies_in_a_crowd_is_no_false_alarm()
    {
        var map = new CocoMap();
        map.AddTruth(1, 3, (0, 0, 10, 10));
        map.AddTruth(1, 3, (100, 100, 100, 100), crowd: true);
        map.AddDetection(1, 3, (0, 0, 10, 10), 0.5);
        map.AddDetection(1, 3, (110, 110, 10, 10), 0.9);
        map.AddDetection(1, 3, (150, 110, 10, 10), 0.8);
        Assert.Equal(1, map.Value, 1e-12);
    }

    [Fact]
    public void Masks_overlap_by_points()
    {
        // Columns of 2: set are points 1, 2, 3 and 2, 3, 4 of 6.
        RunLengthMask a = new(2, 3, 1, 3, 2), b = new(2, 3, 2, 3, 1);
        Assert.Equal((3L, 2L, 0.5), (a.Area, a.Intersection(b), ((CocoRegion)a).Overlap(b)));
        Assert.Equal(2 / 3.0, ((CocoRegion)a).Overlap(b, crowd: true));
        Assert.Equal(a.Area, RunLengthMask.Parse("132", 2, 3).Area);
        Assert.Throws<FormatException>(() => RunLengthMask.Parse("13R", 2, 3));
        Assert.Throws<ArgumentException>(() => RunLengthMask.Parse("13", 2, 3));
        Assert.Throws<ArgumentException>(() => ((CocoRegion)a).Overlap((0, 0, 1, 1)));
    }

    private static CocoRegion Box(JsonElement e) => (e[2].GetDouble(), e[3].GetDouble(), e[4].GetDouble(), e[5].GetDouble());

    private static RunLengthMask Mask(JsonElement e, int at) =>
        RunLengthMask.Parse(e[at + 2].GetString()!, e[at].GetInt32(), e[at + 1].GetInt32());

    private static void Check(double[] expected, CocoSummary found)
    {
        double[] values =
        [
            found.Ap, found.Ap50, found.Ap75, found.ApSmall, found.ApMedium, found.ApLarge,
            found.Ar1, found.Ar10, found.Ar100, found.ArSmall, found.ArMedium, found.ArLarge,
        ];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], 1e-12);
    }
}
