using System.Text.Json;
using Athanor.Conformance.Engine;
using Athanor.Nn;
using Athanor.TestKit;

namespace Athanor.Conformance.Optimizers;

/// <summary>
/// Runs optimizers on the problem that their file states: mean((a w − b)²) + 0.1 Σ sin(3 w), in float64 whatever the run's type, as twelve
/// steps magnify what float32 rounds.
/// </summary>
internal static class OptimizerCase
{
    // The reference is float64 as well; its own steps differ from formulas written otherwise by a few last bits, which steps magnify.
    private const double Bound = 1e-9;

    public static IEnumerable<Outcome> Run(string file, JsonElement optimizers) => optimizers.EnumerateObject().Select(optimizer =>
        OptimizerTable.Find(optimizer.Name) is { } make
            ? Runner.Judge(file, optimizer.Name, () => Check(optimizer.Value.GetProperty("steps"), make))
            : new Outcome(file, optimizer.Name, Status.Skipped, $"optimizer {optimizer.Name} is not known"));

    private static void Check(JsonElement steps, Func<Tensor[], Optimizer> make)
    {
        using Defaults.Restore defaults = Defaults.With(DType.Float64);
        Tensor w = Tensor.From(Golden.Symmetric("optimizer:w", 6), 6), a = Tensor.From(Golden.Symmetric("optimizer:a", 48), 8, 6);
        Tensor b = Tensor.From(Golden.Symmetric("optimizer:b", 8), 8);
        w.RequiresGrad = true;
        Optimizer optimizer = make([w]);
        int number = 0;
        foreach (JsonElement expected in steps.EnumerateArray())
        {
            Tensor loss = optimizer.Step(() =>
            {
                optimizer.ZeroGrad();
                Tensor value = (a.MatMul(w) - b).Square().Mean() + 0.1 * (3 * w).Sin().Sum();
                value.Backward();
                return value;
            });
            double[] after = [.. expected.GetProperty("w").EnumerateArray().Select(value => value.GetDouble())];
            Mismatch.Above($"loss of step {number}", Deviation.Relative([loss.Item()], [expected.GetProperty("loss").GetDouble()]), Bound);
            Mismatch.Above($"w after step {number++}", Deviation.Relative(w.ToDoubles(), after), Bound);
        }
    }
}
