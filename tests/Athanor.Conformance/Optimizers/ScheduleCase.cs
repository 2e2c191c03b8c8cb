using System.Text.Json;
using Athanor.Conformance.Engine;

namespace Athanor.Conformance.Optimizers;

/// <summary>Runs schedules of learning rates.</summary>
internal static class ScheduleCase
{
    public static IEnumerable<Outcome> Run(string file, JsonElement schedules) =>
        schedules.EnumerateObject().Select(s => new Outcome(file, s.Name, Status.Skipped, $"schedule {s.Name} is not known"));
}
