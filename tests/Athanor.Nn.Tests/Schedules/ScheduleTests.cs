namespace Athanor.Nn.Tests.Schedules;

/// <summary>The first twenty rates of each schedule, against the reference's.</summary>
public sealed class ScheduleTests
{
    private static readonly Dictionary<string, Schedule> _schedules = new()
    {
        ["step"] = Schedule.Step(5, 0.5),
        ["multistep"] = Schedule.MultiStep([3, 7, 15], 0.1),
        ["exponential"] = Schedule.Exponential(0.9),
        ["cosine"] = Schedule.Cosine(10, 1e-3),
        ["cosine-restarts"] = Schedule.CosineRestarts(4, 2),
        ["linear"] = Schedule.Linear(0.1, 1.0, 5),
        ["polynomial"] = Schedule.Polynomial(12, 2.0),
        ["one-cycle"] = Schedule.OneCycle(1.0, 20),
        ["cyclic"] = Schedule.Cyclic(0.01, 0.1, 4),
        ["constant"] = Schedule.Constant(0.3, 4),
    };

    public static TheoryData<string> Names() =>
        [.. Golden.Read("torch.schedules.json").GetProperty("schedules").EnumerateObject().Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_are_the_reference_s(string name)
    {
        double[] expected = [.. Golden.Read("torch.schedules.json").GetProperty("schedules").GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
        Golden.Close(expected, [.. Enumerable.Range(0, 20).Select(i => _schedules[name].Rate(i, 0.5))], 1e-12);
    }

    [Fact]
    public void A_warm_up_leads_to_what_follows()
    {
        Schedule schedule = Schedule.WarmUp(4, Schedule.Cosine(4));
        double[] rates = [.. Enumerable.Range(0, 9).Select(i => schedule.Rate(i, 1))];
        Golden.Close([0, 0.25, 0.5, 0.75, 1, 0.85355339059327373, 0.5, 0.14644660940672627, 0], rates, 1e-12);
    }

    [Fact]
    public void A_scheduler_sets_each_group_from_its_own_base()
    {
        Tensor a = Tensor.Zeros(1), b = Tensor.Zeros(1);
        var optimizer = new Sgd([new ParameterGroup([a]), new ParameterGroup([b], learningRate: 0.01)], 1);
        var scheduler = new Scheduler(optimizer, Schedule.Exponential(0.5));
        scheduler.Step();
        scheduler.Step();
        Assert.Equal([0.25, 0.0025], optimizer.Groups.Select(g => g.LearningRate));
        scheduler.StepCount = 0;
        Assert.Equal([1, 0.01], optimizer.Groups.Select(g => g.LearningRate));
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_patience()
    {
        var optimizer = new Sgd([Tensor.Zeros(1)], 1);
        var watch = new ReduceOnPlateau(optimizer, patience: 1, factor: 0.1);
        bool[] lowered = [.. new[] { 1.0, 0.5, 0.5, 0.5, 0.4, 0.4, 0.4 }.Select(watch.Report)];
        Assert.Equal([false, false, false, true, false, false, true], lowered);
        Assert.Equal(0.01, optimizer.LearningRate, 1e-12);
    }
}
