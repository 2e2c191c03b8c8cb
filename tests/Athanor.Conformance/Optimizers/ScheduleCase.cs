using System.Text.Json;
using Athanor.Conformance.Engine;
using Athanor.Nn;
using Athanor.TestKit;

namespace Athanor.Conformance.Optimizers;

/// <summary>Runs schedules of learning rates, from the base rate that their file states.</summary>
internal static class ScheduleCase
{
    private const double BaseRate = 0.5, Bound = 1e-9;

    private static readonly Dictionary<string, Func<Schedule>> _schedules = new()
    {
        ["step"] = () => Schedule.Step(5, 0.5),
        ["multistep"] = () => Schedule.MultiStep([3, 7, 15], 0.1),
        ["exponential"] = () => Schedule.Exponential(0.9),
        ["cosine"] = () => Schedule.Cosine(10, 1e-3),
        ["cosine-restarts"] = () => Schedule.CosineRestarts(4, 2),
        ["linear"] = () => Schedule.Linear(0.1, 1, 5),
        ["polynomial"] = () => Schedule.Polynomial(12, 2),
        ["one-cycle"] = () => Schedule.OneCycle(1, 20),
        ["cyclic"] = () => Schedule.Cyclic(0.01, 0.1, 4),
        ["constant"] = () => Schedule.Constant(0.3, 4),
    };

    public static IEnumerable<Outcome> Run(string file, JsonElement schedules) => schedules.EnumerateObject().Select(schedule =>
        _schedules.TryGetValue(schedule.Name, out Func<Schedule>? make)
            ? Runner.Judge(file, schedule.Name, () => Check(schedule.Value, make()))
            : new Outcome(file, schedule.Name, Status.Skipped, $"schedule {schedule.Name} is not known"));

    private static void Check(JsonElement expected, Schedule schedule)
    {
        Tensor parameter = Tensor.Zeros(1);
        parameter.RequiresGrad = true;
        var optimizer = new Sgd([parameter], BaseRate);
        var scheduler = new Scheduler(optimizer, schedule);
        int number = 0;
        foreach (JsonElement rate in expected.EnumerateArray())
        {
            if (number > 0)
                scheduler.Step();
            Mismatch.Above($"rate {number++}", Deviation.Relative([optimizer.LearningRate], [rate.GetDouble()]), Bound);
        }
    }
}
