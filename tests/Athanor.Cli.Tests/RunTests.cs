using System.Security.Cryptography;
using Athanor.Data.Images;

namespace Athanor.Cli.Tests;

/// <summary>Whole runs of the command on what it carries.</summary>
public sealed class RunTests(CommandFixture athanor) : IClassFixture<CommandFixture>
{
    [Fact]
    public void Xor_is_learned_exactly_and_can_be_asked()
    {
        (int status, string output, string error) = athanor.Run("train", "xor", "--out", "xor");
        Assert.True(status == 0, output + error);
        foreach ((string input, string expected) in (ReadOnlySpan<(string, string)>)[("0,0", "false"), ("0,1", "true"), ("1,0", "true"), ("1,1", "false")])
        {
            (status, output, _) = athanor.Run("predict", "xor", input, "--top", "1");
            Assert.Equal(0, status);
            Assert.Contains(expected, output);
        }
        Assert.Contains("accuracy", athanor.Run("eval", "xor").Output);
        foreach (string file in (string[])["model.safetensors", "config.json", "metrics.csv", "report.html"])
            Assert.True(File.Exists(athanor.At(Path.Combine("xor", file))), file);
        Assert.Contains("takes 2 numbers", athanor.Fail("predict", "xor", "1"));
        Assert.Contains("holds a run already", athanor.Fail("train", "xor", "--out", "xor"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_any_number_of_threads()
    {
        string[] hashes = [.. new[] { "1", "2", "3" }.Select(threads =>
        {
            string folder = "threads-" + threads;
            (int status, string output, string error) = athanor.Run("train", "lenet", "--epochs", "1", "--seed", "1", "--threads", threads, "--out", folder);
            Assert.True(status == 0, output + error);
            return Weights(folder);
        })];
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[0], hashes[2]);
    }

    [Fact]
    public void A_trained_network_tells_a_drawn_digit_by_its_image()
    {
        Assert.Equal(0, athanor.Run("train", "mlp", "--epochs", "15", "--out", "mlp").Status);
        Data.LabeledSet digits = Data.BuiltIn.Digits();
        int right = 0;
        for (int i = 0; i < 10; i++)
        {
            byte[] pixels = [.. digits.Features.AsSpan(i * 64, 64).ToArray().Select(v => (byte)Math.Min(255, v * 16))];
            PngWriter.Write(athanor.At("digit.png"), new Image(8, 8, 1, pixels));
            (int status, string output, string error) = athanor.Run("predict", "mlp", "digit.png", "--top", "1");
            Assert.True(status == 0, error);
            right += output.Contains($"│ {digits.Labels[i]} ", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.InRange(right, 8, 10);
    }

    [Theory]
    [InlineData("lenet", "61,706")]
    [InlineData("mlp", "total")]
    [InlineData("lstm", "Lstm")]
    public void Show_tells_layers_and_parameters(string recipe, string expected)
    {
        (int status, string output, string error) = athanor.Run("show", recipe);
        Assert.True(status == 0, error);
        Assert.Contains(expected, output);
    }

    [Fact]
    public void List_doctor_and_help_answer()
    {
        Assert.Contains("lenet", athanor.Run("list").Output);
        Assert.Contains("GFLOP/s", athanor.Run("doctor").Output);
        foreach (string command in (string[])["train", "eval", "predict", "list", "show", "doctor"])
            Assert.Contains("Usage", athanor.Run(command, "--help").Output);
    }

    private string Weights(string folder)
    {
        using Formats.Safetensors.SafetensorsFile file = Formats.Safetensors.SafetensorsFile.Open(athanor.At(Path.Combine(folder, "model.safetensors")));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Formats.Safetensors.SafetensorsEntry entry in file.Entries)
            hash.AppendData(file.Bytes(entry));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
