using System.Globalization;

namespace Athanor.Training;

/// <summary>A range of numbers laid along a line, with ticks at round ones.</summary>
internal sealed class Axis
{
    private readonly double _from, _to, _start, _end;
    private readonly bool _log;

    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value.</param>
    /// <param name="from">Where the smallest lies.</param>
    /// <param name="to">Where the largest lies.</param>
    /// <param name="ticks">About how many ticks.</param>
    /// <param name="log">Whether equal steps are equal factors.</param>
    /// <param name="whole">Whether only whole numbers are ticks.</param>
    /// <param name="tight">Whether the range is just that of the values; otherwise it goes on to the next ticks.</param>
    public Axis(double low, double high, double from, double to, int ticks = 6, bool log = false, bool whole = false, bool tight = false)
    {
        (_from, _to, _log) = (from, to, log);
        if (log)
        {
            double a = Math.Log10(low), b = Math.Max(Math.Log10(high), a + 0.3);
            (_start, _end) = (a - 0.04 * (b - a), b + 0.04 * (b - a));
            int first = (int)Math.Ceiling(_start), last = (int)Math.Floor(_end), every = Math.Max(1, (last - first) / 6);
            Ticks = [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Where(e => (e - first) % every == 0).Select(e => Math.Pow(10, e))];
            if (Ticks.Count < 2)
                Ticks = [.. new[] { 1, 2, 5 }.SelectMany(m => Enumerable.Range(first - 1, last - first + 3).Select(e => m * Math.Pow(10, e)))
                    .Where(v => Math.Log10(v) >= _start && Math.Log10(v) <= _end).Order()];
            return;
        }
        if (!(high > low))
            (low, high) = (low - (whole ? 0 : Math.Max(Math.Abs(low) * 0.1, 1e-6)), high + (whole ? 1 : Math.Max(Math.Abs(high) * 0.1, 1e-6)));
        double step = RoundStep((high - low) / ticks);
        if (whole)
            step = Math.Max(1, Math.Round(step));
        (_start, _end) = tight ? (low, high) : (Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
        var values = new List<double>();
        for (double k = Math.Ceiling(_start / step - 1e-9); k * step <= _end + step * 1e-6; k++)
            values.Add(k * step + 0.0); // never minus zero
        Ticks = values;
        int digits = step >= 1 ? 0 : (int)Math.Ceiling(-Math.Log10(step) - 1e-9);
        _format = "0." + new string('0', Math.Min(digits, 6));
    }

    private readonly string? _format;

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value lies.</summary>
    public double At(double value) => _from + (_to - _from) * ((_log ? Math.Log10(value) : value) - _start) / (_end - _start);

    public string Label(double tick) => _format is null || Math.Abs(tick) >= 1e5
        ? tick.ToString(Math.Abs(tick) is >= 0.001 and < 1e5 ? "0.####" : "0e+0", CultureInfo.InvariantCulture)
        : tick.ToString(_format, CultureInfo.InvariantCulture);

    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double head = step / power;
        return power * (head < 1.5 ? 1 : head < 3.5 ? 2 : head < 7.5 ? 5 : 10);
    }
}
