using Athanor.Data;
using Athanor.Formats.Safetensors;

namespace Athanor.Cli.Tests;

/// <summary>What can go wrong gives one sentence with what was expected and found, a status, and no stack trace.</summary>
public sealed class BadInputTests(CommandFixture athanor) : IClassFixture<CommandFixture>
{
    [Theory]
    [InlineData("train", "lenot")]
    [InlineData("show", "lenot")]
    public void An_unknown_recipe_is_told_with_those_there_are(string command, string name)
    {
        string error = athanor.Fail(command, name);
        Assert.Contains("'lenot'", error);
        Assert.Contains("lenet, mlp, logistic, lstm, xor, sine", error);
    }

    [Theory]
    [InlineData("epoch=3", "'epoch'", "epochs")]
    [InlineData("epochs=many", "'many'", "an integer")]
    [InlineData("optimizer=magic", "'magic'", "adamw")]
    [InlineData("rate", "'rate'", "key=value")]
    public void An_unknown_key_or_value_is_refused(string assignment, params string[] told)
    {
        string error = athanor.Fail("train", "xor", "--set", assignment);
        Assert.All(told, t => Assert.Contains(t, error));
    }

    [Fact]
    public void A_number_out_of_range_is_refused()
    {
        Assert.Contains("epochs: expected at least 1, got 0", athanor.Fail("train", "xor", "--epochs", "0"));
        Assert.Contains("--threads", athanor.Fail("train", "xor", "--threads", "0"));
    }

    [Fact]
    public void A_missing_data_folder_is_told() => Assert.Contains("no folder", athanor.Fail("train", "lenet", "--data", "nowhere"));

    [Fact]
    public void An_IDX_file_cut_short_is_told()
    {
        string folder = WriteIdx("cut", labels: 10);
        byte[] whole = File.ReadAllBytes(Path.Combine(folder, "train-images-idx3-ubyte"));
        File.WriteAllBytes(Path.Combine(folder, "train-images-idx3-ubyte"), whole[..^100]);
        string error = athanor.Fail("train", "mlp", "--data", folder);
        Assert.Contains("train-images-idx3-ubyte", error);
        Assert.Contains("expected", error);
        Assert.Contains("found", error);
    }

    [Fact]
    public void A_label_out_of_range_is_told()
    {
        string error = athanor.Fail("train", "mlp", "--data", WriteIdx("labels", labels: 200));
        Assert.Contains("label", error);
        Assert.Contains("10", error);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_told()
    {
        Assert.Contains("expected the folder of a run", athanor.Fail("eval", "nowhere"));
        Directory.CreateDirectory(athanor.At("empty"));
        Assert.Contains("holds no model.safetensors", athanor.Fail("predict", "empty", "1,2"));
        Assert.Contains("no run", athanor.Fail("train", "mlp", "--resume"));
    }

    [Theory]
    [InlineData("missing", "layers.1.bias")]
    [InlineData("extra", "more.weight")]
    [InlineData("misshapen", "layers.0.weight")]
    public void A_checkpoint_that_does_not_fit_is_told_by_tensor(string fault, string tensor)
    {
        string run = "fault-" + fault;
        Assert.Equal(0, athanor.Run("train", "xor", "--epochs", "1", "--out", run).Status);
        string path = athanor.At(Path.Combine(run, "model.safetensors"));
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            List<SafetensorsSource> tensors = [.. file.Entries.Where(e => fault != "missing" || e.Name != tensor).Select(e => new SafetensorsSource(
                e.Name, e.DType!.Value, fault == "misshapen" && e.Name == tensor ? new Shape([.. e.Shape.Reverse()]) : e.Shape, file.Bytes(e).ToArray()))];
            if (fault == "extra")
                tensors.Add(new SafetensorsSource(tensor, DType.Float32, [1], new byte[4]));
            SafetensorsWriter.Write(path + ".new", tensors, file.Metadata);
        }
        File.Move(path + ".new", path, overwrite: true);
        string error = athanor.Fail("eval", run);
        Assert.Contains(tensor, error);
        Assert.Contains("model.safetensors", error);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        string error = athanor.Fail("train", "xor", "--epochs", "1", "--out", "/proc/athanor");
        Assert.Contains("/proc/athanor", error);
    }

    [Fact]
    public void A_failed_write_leaves_the_good_file()
    {
        Assert.Equal(0, athanor.Run("train", "xor", "--epochs", "1", "--out", "kept").Status);
        byte[] before = File.ReadAllBytes(athanor.At("kept/model.safetensors"));
        Assert.Contains("leave", athanor.Fail("train", "xor", "--resume", "--out", "kept", "--epochs", "2"));
        Assert.Equal(before, File.ReadAllBytes(athanor.At("kept/model.safetensors")));
        Assert.DoesNotContain(Directory.EnumerateFiles(athanor.At("kept")), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_folder_that_cannot_be_made_is_told()
    {
        File.WriteAllText(athanor.At("taken"), "a file");
        string error = athanor.Fail("train", "xor", "--epochs", "1", "--out", Path.Combine("taken", "run"));
        Assert.Contains("taken", error);
    }

    /// <summary>A small data set in the form of MNIST, its labels below a bound.</summary>
    private string WriteIdx(string name, int labels)
    {
        string folder = Directory.CreateDirectory(athanor.At(name)).FullName;
        foreach (string part in (string[])["train", "t10k"])
        {
            IdxFile.Of<byte>(new byte[20 * 8 * 8], 20, 8, 8).Write(Path.Combine(folder, $"{part}-images-idx3-ubyte"));
            IdxFile.Of<byte>([.. Enumerable.Range(0, 20).Select(i => (byte)(i * 10 % labels))], 20).Write(Path.Combine(folder, $"{part}-labels-idx1-ubyte"));
        }
        return folder;
    }
}
