using Athanor.Formats.TensorBoard;

namespace Athanor.Formats.Tests.TensorBoard;

public class EventTests
{
    private static readonly byte[] s_png =
    [
        0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 7, 0, 0, 0, 5, 8, 6, 0, 0, 0, 1, 2, 3, 4,
    ];

    [Fact]
    public void Checksum_is_the_published_one()
    {
        Assert.Equal(0xE3069283u, RecordFraming.Crc32C("123456789"u8)); // the check value of CRC-32C
        Assert.Equal(0x8A9136AAu, RecordFraming.Crc32C(new byte[32])); // RFC 3720, B.4
    }

    [Fact]
    public void What_was_logged_can_be_read()
    {
        using var folder = new TempFolder();
        string path;
        using (var writer = new EventWriter(folder["run"]))
        {
            path = writer.FilePath;
            writer.AddScalar("train/loss", 3, 0.25f);
            writer.AddScalar("train/loss", 1L << 40, float.NaN);
            writer.AddImage("samples", 4, s_png);
            writer.AddHistogram("weights", 5, [0, 1, 2, 3, float.NaN], buckets: 3);
            writer.Add(6, new SummaryValue("a", 1), new SummaryValue("b", 2));
            writer.Flush();
            Assert.Equal(6, EventFile.Read(path).Events.Count); // while it is open
        }
        EventFile file = EventFile.Read(path);
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\.[^.]+\.\d+\.\d+$", Path.GetFileName(path));
        Assert.False(file.Truncated);
        Assert.Equal("brain.Event:2", file.Events[0].FileVersion);
        Assert.InRange(file.Events[1].WallTime, 1.7e9, 1e10);
        Assert.Equal((3, "train/loss", 0.25f), (file.Events[1].Step, file.Events[1].Values[0].Tag, file.Events[1].Values[0].Scalar));
        Assert.Equal(1L << 40, file.Events[2].Step);
        Assert.True(float.IsNaN(file.Events[2].Values[0].Scalar!.Value));
        SummaryImage image = file.Events[3].Values[0].Image!;
        Assert.Equal((7, 5, 4), (image.Width, image.Height, image.Channels));
        Assert.Equal(s_png, image.Encoded);
        SummaryHistogram histogram = file.Events[4].Values[0].Histogram!;
        Assert.Equal((0d, 3d, 4d, 6d, 14d), (histogram.Min, histogram.Max, histogram.Count, histogram.Sum, histogram.SumOfSquares));
        Assert.Equal([1, 2, 3], histogram.Limits);
        Assert.Equal([1, 1, 2], histogram.Counts);
        Assert.Equal(["a", "b"], file.Events[5].Values.Select(v => v.Tag));
    }

    [Fact]
    public void A_resumed_run_has_a_file_of_its_own_that_says_where_it_starts()
    {
        using var folder = new TempFolder();
        using (var first = new EventWriter(folder.Path))
            first.AddScalar("x", 10, 1);
        using var second = new EventWriter(folder.Path, resumeAt: 8);
        second.AddScalar("x", 8, 2);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        EventFile file = EventFile.Read(second.FilePath);
        Assert.True(file.Events[1].IsStart);
        Assert.Equal(8, file.Events[1].Step);
    }

    [Fact]
    public void A_cut_off_record_ends_the_file_cleanly()
    {
        byte[] bytes = Sample(out _);
        using var folder = new TempFolder();
        int events = 0;
        for (int length = 1; length <= bytes.Length; length++)
        {
            EventFile file = EventFile.Read(folder.Put("cut", bytes[..length]));
            Assert.True(file.Events.Count >= events);
            if (!file.Truncated)
                Assert.Equal(++events, file.Events.Count);
        }
        Assert.Equal(4, events);
    }

    [Theory]
    [InlineData(0, "the length of the record at byte 0")]
    [InlineData(13, "the record at byte 0")]
    public void A_wrong_checksum_is_named(int at, string sentence)
    {
        byte[] bytes = Sample(out _);
        bytes[at] ^= 0x10;
        using var folder = new TempFolder();
        Assert.Contains(sentence, Assert.Throws<MalformedFileException>(() => EventFile.Read(folder.Put("a", bytes))).Message);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() => Fuzz.Run(Sample(out _), path => EventFile.Read(path));

    [Fact]
    public void Damaged_messages_in_sound_frames_are_read_or_refused()
    {
        Sample(out TensorBoardEvent item);
        // The frame's checksums would hide the message from mutations, so they are put around it afterwards.
        Fuzz.Run(EventEncoder.Encode(item), path =>
        {
            File.WriteAllBytes(path, RecordFraming.Frame(File.ReadAllBytes(path)));
            EventFile.Read(path);
        });
    }

    [Fact]
    public void Other_bytes_than_a_png_are_refused()
    {
        using var folder = new TempFolder();
        using var writer = new EventWriter(folder.Path);
        Assert.Throws<ArgumentException>(() => writer.AddImage("x", 0, new byte[100]));
    }

    private static byte[] Sample(out TensorBoardEvent last)
    {
        using var folder = new TempFolder();
        string path;
        using (var writer = new EventWriter(folder.Path))
        {
            path = writer.FilePath;
            writer.AddScalar("train/loss", 1, 0.5f);
            writer.AddImage("samples", 2, s_png);
            writer.AddHistogram("weights", 3, [0, 1, 2, 3], buckets: 3);
        }
        EventFile file = EventFile.Read(path);
        last = file.Events[1] with { Values = [.. file.Events.SelectMany(e => e.Values)], FileVersion = "x" };
        return File.ReadAllBytes(path);
    }
}
