using Athanor.Data;
using Athanor.Data.Images;

namespace Athanor.Data.Tests.Sets;

public sealed class DatasetTests
{
    [Fact]
    public void Digits_come_split_and_scaled()
    {
        DataSplit split = Datasets.Digits(seed: 1);
        Assert.Equal((1438, 359), (split.Train.Count, split.HeldOut.Count));
        Assert.Equal<Shape>([1, 8, 8], split.InputShape);
        Batch batch = split.Train.Get([0, 5, 5]);
        Assert.Equal<Shape>([3, 1, 8, 8], batch.Input.Shape);
        Assert.Equal(DType.Int64, batch.Target.DType);
        float[] values = batch.Input.ToArray<float>();
        Assert.Equal((0f, 1f), (values.Min(), values.Max()));
        Assert.Equal(values[64..128], values[128..]);
    }

    [Fact]
    public void Tables_have_mean_0_and_deviation_1_on_the_training_part()
    {
        foreach (DataSplit split in new[] { Datasets.Iris(), Datasets.Wine() })
        {
            Tensor all = split.Train.All().Input;
            Assert.All(all.Mean(0).ToArray<float>(), m => Assert.InRange(m, -1e-4, 1e-4));
            Assert.All(all.Std([0], correction: 0).ToArray<float>(), s => Assert.InRange(s, 0.999, 1.001));
            Assert.Equal(3, split.ClassNames.Count);
        }
    }

    [Fact]
    public void Integer_classes_of_a_table_are_renumbered_and_keep_their_names()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "t.csv");
        File.WriteAllText(path, "x,class\n1,7\n2,3\n3,7\n4,3\n");
        DataSplit split = Datasets.FromCsv(path, heldOut: 0.5);
        Assert.Equal(["3", "7"], split.ClassNames);
        Assert.All(split.Train.All().Target.ToArray<long>(), l => Assert.InRange(l, 0, 1));
    }

    [Fact]
    public void A_label_out_of_range_is_one_sentence()
    {
        using var folder = new TempFolder();
        foreach (string part in new[] { "train", "t10k" })
        {
            IdxFile.Of<byte>(new byte[2 * 4], 2, 2, 2).Write(Path.Combine(folder.Path, $"{part}-images-idx3-ubyte"));
            IdxFile.Of<byte>([3, 12], 2).Write(Path.Combine(folder.Path, $"{part}-labels-idx1-ubyte"));
        }
        var error = Assert.Throws<DataFormatException>(() => Datasets.FromIdxFolder(folder.Path));
        Assert.EndsWith("train-labels-idx1-ubyte: label 1: expected a class from 0 to 9, found 12", error.Message);
    }

    [Fact]
    public void Image_folders_are_read_as_they_are_needed()
    {
        using var folder = new TempFolder();
        foreach ((string name, byte level) in new[] { ("cat", (byte)255), ("dog", (byte)51) })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
            for (int i = 0; i < 4; i++)
                PngWriter.Write(Path.Combine(folder.Path, name, $"{i}.png"), new Image(6, 4, 1, [.. Enumerable.Repeat(level, 24)]));
        }
        DataSplit split = Datasets.FromImageFolder(folder.Path, size: 5, channels: 3, heldOut: 0.25);
        Assert.Equal((6, 2), (split.Train.Count, split.HeldOut.Count));
        Batch batch = split.HeldOut.All();
        Assert.Equal<Shape>([2, 3, 5, 5], batch.Input.Shape);
        Assert.All(batch.Input.Narrow(0, 0, 1).ToArray<float>(), v => Assert.Equal(1, v, 1e-6));
        Assert.All(batch.Input.Narrow(0, 1, 1).ToArray<float>(), v => Assert.Equal(0.2, v, 1e-6));
    }

    [Fact]
    public void Data_sets_are_joined_and_cut()
    {
        var a = new TensorDataset(Tensor.From(new float[] { 1, 2 }, 2, 1), Tensor.From(new long[] { 0, 1 }));
        var b = new TensorDataset(Tensor.From(new float[] { 3, 4, 5 }, 3, 1), Tensor.From(new long[] { 2, 3, 4 }));
        IDataset joined = new ConcatDataset(a, b).Subset([4, 0, 2]);
        Assert.Equal([3f, 5f, 1f], joined.Get([2, 0, 1]).Input.ToArray<float>());
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Get([2]));
        Assert.Throws<ArgumentException>(() => new TensorDataset(a.Inputs, b.Targets));
    }

    [Fact]
    public void Shifts_move_images_and_fill_with_0()
    {
        var image = Tensor.From(Enumerable.Range(1, 9).Select(i => (float)i).ToArray(), 1, 1, 3, 3);
        var data = new TensorDataset(image, Tensor.From(new long[] { 0 })).WithTransform(Augment.RandomShift(1));
        var seen = new HashSet<string>();
        for (ulong seed = 0; seed < 200; seed++)
            seen.Add(string.Join(' ', data.Get([0], new RandomSource(seed)).Input.ToArray<float>()));
        Assert.Equal(9, seen.Count);
        Assert.Contains("1 2 3 4 5 6 7 8 9", seen);
        Assert.Contains("0 0 0 0 1 2 0 4 5", seen); // down and right
        Assert.Contains("4 5 6 7 8 9 0 0 0", seen); // up
    }

    [Fact]
    public void Mirrors_turn_rows_around()
    {
        var image = Tensor.From(new float[] { 1, 2, 3, 4, 5, 6 }, 1, 1, 2, 3);
        var data = new TensorDataset(image, Tensor.From(new long[] { 0 })).WithTransform(Augment.RandomMirror());
        string[] seen = [.. Enumerable.Range(0, 20).Select(s => string.Join(' ', data.Get([0], new RandomSource((ulong)s)).Input.ToArray<float>())).Distinct().Order()];
        Assert.Equal(["1 2 3 4 5 6", "3 2 1 6 5 4"], seen);
    }

    [Fact]
    public void Normalisation_can_be_undone()
    {
        var scaling = new Normalisation([1, 2], [4, 0.5f]);
        Tensor raw = Tensor.From(new float[] { 5, 3, 1, 2 }, 2, 2);
        Tensor input = scaling.Apply(raw);
        Assert.Equal([1f, 2f, 0f, 0f], input.ToArray<float>());
        Assert.Equal(raw.ToArray<float>(), scaling.Undo(input).ToArray<float>());
        Assert.Throws<TensorException>(() => scaling.Apply(Tensor.Ones(2, 3)));
    }
}
