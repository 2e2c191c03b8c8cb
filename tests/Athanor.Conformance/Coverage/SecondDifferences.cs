using System.Text.Json;
using Athanor.Autograd;
using Athanor.Conformance.Engine;
using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Coverage;

/// <summary>
/// Judges second derivatives by differences of first ones, for each operator at its packed samples: along one direction of all inputs, in
/// float64. Where the first gradient jumps between the two points (a kink, or a random choice) there is nothing to compare.
/// </summary>
public static class SecondDifferences
{
    private const double Step = 1e-6;

    /// <summary>A line for each operator whose second derivative is not that of its first.</summary>
    public static (int Compared, IReadOnlyList<string> Wrong) Run(double bound = 1e-3)
    {
        int compared = 0;
        var wrong = new List<string>();
        foreach ((string name, List<JsonElement> samples) in Survey.Samples().OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            bool any = false;
            foreach (JsonElement sample in samples)
            {
                using TensorScope scope = TensorScope.Begin(nameof(SecondDifferences));
                Operator run = OperatorTable.Instance.Find(name, "")!;
                if (Compare(run, sample) is not var (analytic, difference, size))
                    continue;
                any = true;
                double error = Math.Abs(analytic - difference) / (Math.Abs(analytic) + Math.Abs(difference) + 1e-3 * size + 1e-5);
                if (!(error <= bound))
                {
                    wrong.Add($"{name}: {analytic:G6} where differences give {difference:G6}");
                    break;
                }
            }
            compared += any ? 1 : 0;
        }
        return (compared, wrong);
    }

    private static (double Analytic, double Difference, double Size)? Compare(Operator run, JsonElement json)
    {
        if (At(run, json, 0, again: true) is not var (size, analytic) || At(run, json, Step, again: false) is not var (above, _)
            || At(run, json, -Step, again: false) is not var (below, _))
            return null;
        // Not smooth here: the value jumps, or the slope grows as the step shrinks.
        if (Math.Abs((above + below) / 2 - size) > 1e-3 * Math.Abs(size) + 1e-6)
            return null;
        if (At(run, json, Step / 4, again: false) is not var (nearAbove, _) || At(run, json, -Step / 4, again: false) is not var (nearBelow, _))
            return null;
        double wide = (above - below) / (2 * Step), near = 2 * (nearAbove - nearBelow) / Step;
        if (Math.Abs(near) > 2 * Math.Abs(wide) + 1)
            return null;
        return (analytic, wide, Math.Abs(size));
    }

    /// <summary>The first derivative along the cotangents at inputs moved by <paramref name="step"/>, and its own derivative along the move.</summary>
    private static (double First, double Second)? At(Operator run, JsonElement json, double step, bool again)
    {
        using Defaults.Restore defaults = Defaults.With(DType.Float64);
        RandomSource.Default.SetSeed(1);
        var reader = new GoldenReader(DType.Float64);
        Args args = Sample.Read(json, reader.Read);
        Tensor[] inputs = [.. reader.Wanted];
        using (GradMode.NoGrad())
            foreach (Tensor input in inputs)
                input.AddInPlace(Direction(input), step);
        Tensor[] outputs = [.. Leaves.Of(run(args)).OfType<Tensor>().Where(output => output.RequiresGrad)];
        if (inputs.Length == 0 || outputs.Length == 0)
            return null;
        Tensor[] first = [.. Gradients.OfMany(outputs, inputs, [.. outputs.Select(Leaves.Cotangent)], createGraph: true).OfType<Tensor>()];
        double value = first.Sum(gradient => (gradient.Detach() * Leaves.Cotangent(gradient)).Sum().Item());
        if (!again)
            return (value, 0);
        Tensor[] varying = [.. first.Where(gradient => gradient.RequiresGrad)];
        if (varying.Length == 0)
            return (value, 0);
        Tensor?[] second = Gradients.OfMany(varying, inputs, [.. varying.Select(Leaves.Cotangent)]);
        return (value, second.Zip(inputs).Sum(p => p.First is null ? 0 : (p.First * Direction(p.Second)).Sum().Item()));
    }

    /// <summary>A fixed direction of an input's shape that treats no two elements alike.</summary>
    private static Tensor Direction(Tensor input)
    {
        Tensor direction = ((Tensor.Arange(0, input.Count, dtype: DType.Float64) * 1.7).Sin() + 0.3).Reshape(input.Shape);
        // Operators of symmetric matrices read one triangle and give a symmetric gradient: they are moved along symmetric ones.
        return input.Rank >= 2 && input.Shape[-1] == input.Shape[-2] ? direction + direction.MT : direction;
    }
}
