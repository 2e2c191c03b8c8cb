using System.Globalization;

namespace Athanor.Formats.TensorBoard;

/// <summary>
/// Logs a run for TensorBoard. Each writer makes a file of its own in the run's folder. Every event goes to the file whole and at once,
/// so that a viewer sees it and a killed run loses nothing. Safe for use by several threads.
/// </summary>
public sealed class EventWriter : IDisposable
{
    private static int s_count;

    private readonly FileStream _stream;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();

    /// <summary>Starts a file in <paramref name="folder"/>, which is made if it is not there.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="resumeAt">
    /// The first step that a resumed run will log: viewers then drop what earlier files of the folder hold of this step and later ones.
    /// </param>
    /// <param name="clock">Where the time comes from; the system's clock if null.</param>
    /// <exception cref="IOException">The folder or file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to write there.</exception>
    public EventWriter(string folder, long? resumeAt = null, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        long seconds = _clock.GetUtcNow().ToUnixTimeSeconds();
        string start = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.{Host()}.{Environment.ProcessId}.");
        (FilePath, _stream) = Create(Path.Combine(folder, start));
        Write(new TensorBoardEvent(Now(), 0, "brain.Event:2", []));
        if (resumeAt is { } step)
            Write(new TensorBoardEvent(Now(), step, null, [], IsStart: true));
    }

    /// <summary>The file that is written.</summary>
    public string FilePath { get; }

    /// <summary>Logs a number.</summary>
    /// <param name="tag">The name of its chart; a slash groups charts: <c>train/loss</c>.</param>
    /// <param name="step">The training step.</param>
    /// <param name="value">The number, NaN and infinities included.</param>
    public void AddScalar(string tag, long step, float value) => Add(step, new SummaryValue(tag, Scalar: value));

    /// <summary>Logs a picture.</summary>
    /// <param name="tag">The name of its panel.</param>
    /// <param name="step">The training step.</param>
    /// <param name="png">The bytes of a PNG file.</param>
    /// <exception cref="ArgumentException">The bytes do not start as a PNG file does.</exception>
    public void AddImage(string tag, long step, ReadOnlySpan<byte> png) => Add(step, new SummaryValue(tag, Image: PngHead.Describe(png)));

    /// <summary>Logs a distribution in buckets of equal width; values that are not finite are left out.</summary>
    /// <param name="tag">The name of its chart.</param>
    /// <param name="step">The training step.</param>
    /// <param name="values">The values.</param>
    /// <param name="buckets">The number of buckets.</param>
    public void AddHistogram(string tag, long step, ReadOnlySpan<float> values, int buckets = 30) =>
        Add(step, new SummaryValue(tag, Histogram: HistogramBuilder.Build(values, buckets)));

    /// <summary>Logs several values of one step in one event.</summary>
    public void Add(long step, params IReadOnlyList<SummaryValue> values) => Write(new TensorBoardEvent(Now(), step, null, values));

    /// <summary>Brings all events to the disk, past the caches of the system: for before a planned halt.</summary>
    public void Flush()
    {
        lock (_lock)
            _stream.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
            _stream.Dispose();
    }

    // The number parts the writers of a process; CreateNew parts those of processes that share folder, host name and id (containers).
    private static (string Path, FileStream Stream) Create(string start)
    {
        while (true)
        {
            string path = start + (Interlocked.Increment(ref s_count) - 1).ToString(CultureInfo.InvariantCulture);
            try
            {
                const FileShare Share = FileShare.ReadWrite | FileShare.Delete;
                return (path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, Share, bufferSize: 0));
            }
            catch (IOException) when (File.Exists(path))
            {
            }
        }
    }

    private void Write(TensorBoardEvent item)
    {
        byte[] framed = RecordFraming.Frame(EventEncoder.Encode(item));
        lock (_lock)
            _stream.Write(framed);
    }

    private double Now() => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static string Host()
    {
        string name = new([.. Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
        return name.Length > 0 ? name : "host";
    }
}
