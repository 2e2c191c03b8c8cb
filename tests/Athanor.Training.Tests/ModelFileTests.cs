using Athanor.Data;
using Athanor.Formats;
using Athanor.Formats.Safetensors;
using Athanor.Nn;
using Athanor.Training.Tests.Host;

namespace Athanor.Training.Tests;

public sealed class ModelFileTests
{
    [Fact]
    public void A_model_comes_back_as_it_was()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        TinyMlp a = New(), b = New();
        Assert.NotEqual(Small.Bytes(a), Small.Bytes(b));
        ModelFile.Save(a, path);
        ModelFile.Load(b, path);
        Assert.Equal(Small.Bytes(a), Small.Bytes(b));
        ModelFile.Load(b, folder.Path);

        TinyMlp meta;
        using (Defaults.On(Device.Meta))
            meta = New();
        ModelFile.Load(meta, path);
        Assert.Equal(Small.Bytes(a), Small.Bytes(meta));
    }

    [Fact]
    public void Types_are_converted()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        TinyMlp a = New(), b = New();
        a.To(DType.BFloat16);
        ModelFile.Save(a, path);
        ModelFile.Load(b, path);
        Assert.Equal(DType.Float32, b.First.Weight.DType);
        Assert.Equal(a.First.Weight.To(DType.Float32).ToArray<float>(), b.First.Weight.ToArray<float>());
    }

    [Fact]
    public void Missing_extra_and_misshapen_tensors_are_named_and_nothing_is_changed()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        var floats = new byte[4 * 24];
        SafetensorsWriter.Write(path, [
            new("first.weight", DType.Float32, [4, 6], floats), new("first.bias", DType.Float32, [4], floats.AsMemory(0, 16)),
            new("second.weight", DType.Float32, [4, 3], floats.AsMemory(0, 48)), new("third.weight", DType.Float32, [1], floats.AsMemory(0, 4))]);
        TinyMlp model = New();
        byte[] before = Small.Bytes(model);
        var error = Assert.Throws<CheckpointMismatchException>(() => ModelFile.Load(model, path));
        Assert.Equal(
            $"{path} does not fit the model TinyMlp: it lacks second.bias (3,); it has third.weight (1,), which the model has not; "
            + "second.weight was expected as (3, 4) and found as (4, 3)", error.Message);
        Assert.Equal(before, Small.Bytes(model));
        Assert.DoesNotContain("lacks", Assert.Throws<CheckpointMismatchException>(() => ModelFile.Load(model, path, strict: false)).Message);
    }

    [Fact]
    public void Bad_paths_are_one_sentence_and_a_good_file_survives_a_failed_write()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        Assert.Equal($"{path}: expected a model there, found no such file", Assert.Throws<FileNotFoundException>(() => ModelFile.Load(New(), path)).Message);
        TinyMlp model = New();
        ModelFile.Save(model, path);
        byte[] good = File.ReadAllBytes(path);
        model.First.Weight.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ModelFile.Save(model, path));
        Assert.Equal(good, File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFiles(folder.Path));

        File.WriteAllBytes(path, good[..^5]);
        Assert.StartsWith(path, Assert.Throws<MalformedFileException>(() => ModelFile.Load(New(), path)).Message);
        Assert.Contains("no folder", Assert.Throws<DirectoryNotFoundException>(() => ModelFile.Save(New(), folder.Path + "/none/m.safetensors")).Message);
    }

    [Fact]
    public void A_model_says_how_it_is_asked()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        var card = new ModelCard("mlp", [1, 8, 8], ["zero", "\"one\""], new Normalisation([0.1f, 2], [3, 4]), new Dictionary<string, string> { ["hidden"] = "24" });
        ModelFile.Save(New(), path, card.ToMetadata());
        ModelCard read = ModelCard.Read(path)!;
        Assert.Equal(("mlp", new Shape(1, 8, 8)), (read.Name, read.InputShape!));
        Assert.Equal(card.ClassNames, read.ClassNames);
        Assert.Equal(card.Normalisation.Mean, read.Normalisation.Mean);
        Assert.Equal("24", read.Details["hidden"]);
        ModelFile.Save(New(), path);
        Assert.Null(ModelCard.Read(path));
    }

    private static TinyMlp New() => new(6, 4, 3);
}
