namespace Athanor.Formats.TensorBoard;

/// <summary>One event of a run.</summary>
/// <param name="WallTime">Seconds since 1970, UTC.</param>
/// <param name="Step">The training step.</param>
/// <param name="FileVersion">The version mark of a file's first event, else null.</param>
/// <param name="Values">What was logged.</param>
/// <param name="IsStart">Whether a run started here: viewers drop what earlier files hold of this step and later ones.</param>
public sealed record TensorBoardEvent(
    double WallTime, long Step, string? FileVersion, IReadOnlyList<SummaryValue> Values, bool IsStart = false);

/// <summary>
/// A logged value: of scalar, image and histogram the one that is not null; all are null for kinds that are not read here.
/// </summary>
/// <param name="Tag">The name of its chart: <c>train/loss</c>.</param>
/// <param name="Scalar">A number.</param>
/// <param name="Image">A picture.</param>
/// <param name="Histogram">A distribution.</param>
public sealed record SummaryValue(string Tag, float? Scalar = null, SummaryImage? Image = null, SummaryHistogram? Histogram = null);

/// <summary>A logged picture.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
/// <param name="Encoded">The bytes of a PNG file.</param>
public sealed record SummaryImage(int Width, int Height, int Channels, byte[] Encoded);

/// <summary>A logged distribution.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Count">How many values there were.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
/// <param name="Limits">The upper edge of each bucket, rising.</param>
/// <param name="Counts">How many values each bucket has.</param>
public sealed record SummaryHistogram(
    double Min, double Max, double Count, double Sum, double SumOfSquares, double[] Limits, double[] Counts);
