using System.Text.Json;

namespace Athanor.Nn.Tests.Optimizers;

/// <summary>Twelve steps of each optimizer on one small problem, against the reference's.</summary>
public sealed class TrajectoryTests
{
    private static readonly Dictionary<string, Func<Tensor[], Optimizer>> _makers = new()
    {
        ["sgd"] = p => new Sgd(p, 0.1),
        ["sgd-momentum"] = p => new Sgd(p, 0.1, momentum: 0.9, weightDecay: 1e-2),
        ["sgd-nesterov"] = p => new Sgd(p, 0.1, momentum: 0.9, nesterov: true),
        ["adam"] = p => new Adam(p, 1e-2),
        ["adam-amsgrad"] = p => new Adam(p, 1e-2, weightDecay: 1e-2, amsgrad: true),
        ["adamw"] = p => new AdamW(p, 1e-2, weightDecay: 0.1),
        ["adamax"] = p => new Adamax(p, 1e-2),
        ["nadam"] = p => new NAdam(p, 1e-2),
        ["radam"] = p => new RAdam(p, 1e-2),
        ["adagrad"] = p => new Adagrad(p, 1e-1),
        ["adadelta"] = p => new Adadelta(p, 1.0),
        ["rmsprop"] = p => new RmsProp(p, 1e-2),
        ["rmsprop-centered"] = p => new RmsProp(p, 1e-2, momentum: 0.9, centered: true),
        ["rprop"] = p => new Rprop(p, 1e-2),
        ["asgd"] = p => new Asgd(p, 1e-2),
        ["lbfgs"] = p => new Lbfgs(p, 0.5, maxIterations: 4),
    };

    public static TheoryData<string> Names() =>
        [.. Golden.Read("torch.optim.json").GetProperty("optimizers").EnumerateObject().Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_are_the_reference_s(string name)
    {
        Tensor w = Problem.Start();
        Optimizer optimizer = _makers[name]([w]);
        foreach (JsonElement row in Golden.Read("torch.optim.json").GetProperty("optimizers").GetProperty(name).GetProperty("steps").EnumerateArray())
        {
            double loss = optimizer.Step(() => Problem.Loss(optimizer, w)).Item();
            Golden.Close([row.GetProperty("loss").GetDouble()], [loss], 1e-9);
            Golden.Close([.. row.GetProperty("w").EnumerateArray().Select(v => v.GetDouble())], w.ToArray<double>(), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_state_goes_on_bit_for_bit(string name)
    {
        Tensor w = Problem.Start();
        Optimizer first = _makers[name]([w]);
        for (int i = 0; i < 3; i++)
            first.Step(() => Problem.Loss(first, w));

        Tensor copy = w.Detach().Clone();
        copy.RequiresGrad = true;
        Optimizer second = _makers[name]([copy]);
        second.LearningRate = 123;
        second.LoadStateDict(first.StateDict());
        for (int i = 0; i < 3; i++)
        {
            first.Step(() => Problem.Loss(first, w));
            second.Step(() => Problem.Loss(second, copy));
        }
        Assert.Equal(w.ToArray<double>(), copy.ToArray<double>());
    }

    [Theory]
    [InlineData("sgd-momentum", 1e-6)]
    [InlineData("adam-amsgrad", 1e-5)]
    [InlineData("rmsprop-centered", 2e-4)]
    public void Float32_follows_float64(string name, double tolerance)
    {
        Tensor w = Problem.Start(), narrow = w.Detach().To(DType.Float32);
        narrow.RequiresGrad = true;
        Optimizer wide = _makers[name]([w]), slim = _makers[name]([narrow]);
        for (int i = 0; i < 12; i++)
        {
            wide.Step(() => Problem.Loss(wide, w));
            slim.Step(() => Problem.Loss(slim, narrow));
        }
        Golden.Close(w.ToArray<double>(), narrow.To(DType.Float64).ToArray<double>(), tolerance);
    }
}
