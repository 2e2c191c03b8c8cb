using Athanor.Autograd;

namespace Athanor.Nn.Tests.Optimizers;

public sealed class SparseMomentumTests
{
    private static SparseMomentum Make(Tensor[] parameters, double rate = 0.5, double learningRate = 0.05) =>
        new(parameters, steps: 1000, every: 5, density: 0.25, pruneRate: rate, learningRate, weightDecay: 0, random: new RandomSource(3));

    private static Tensor[] Start()
    {
        Tensor[] parameters = [Golden.Fill("a", 8, 12), Golden.Fill("b", 4, 8), Golden.Fill("c", 4)];
        foreach (Tensor parameter in parameters)
            parameter.RequiresGrad = true;
        return parameters;
    }

    private static double Train(SparseMomentum optimizer, Tensor[] p, int steps)
    {
        Tensor x = Golden.Fill("x", 16, 12), target = Golden.Fill("y", 16, 4);
        double loss = 0;
        for (int i = 0; i < steps; i++)
            loss = optimizer.Step(() =>
            {
                optimizer.ZeroGrad();
                Tensor error = (x.Linear(p[0], null).Tanh().Linear(p[1], p[2]) - target).Square().Mean();
                error.Backward();
                return error;
            }).Item();
        return loss;
    }

    private static long Live(SparseMomentum optimizer, Tensor[] p) =>
        p.Sum(t => optimizer.MaskOf(t)?.Sum().ItemInt64() ?? 0);

    [Fact]
    public void Weights_move_and_their_number_stays()
    {
        Tensor[] p = Start();
        SparseMomentum optimizer = Make(p);
        Assert.Null(optimizer.MaskOf(p[2]));
        bool[] before = optimizer.MaskOf(p[0])!.ToArray<bool>();
        double first = Train(optimizer, p, 1), last = Train(optimizer, p, 120);
        Assert.True(last < 0.8 * first, $"{first} → {last}");
        Assert.Equal((96 + 32) / 4, Live(optimizer, p));
        Assert.NotEqual(before, optimizer.MaskOf(p[0])!.ToArray<bool>());
        foreach (Tensor t in p[..2])
            Assert.All(t.Detach().ToArray<double>().Zip(optimizer.MaskOf(t)!.ToArray<bool>()), pair => Assert.True(pair.Second || pair.First == 0));
    }

    [Fact]
    public void The_smallest_are_pruned_and_the_most_wanted_grow()
    {
        Tensor w = Golden.Fill("w", 1, 8);
        w.RequiresGrad = true;
        var optimizer = new SparseMomentum([w], 100, every: 1, density: 0.5, pruneRate: 0.25, learningRate: 1e-6, weightDecay: 0);
        bool[] mask = optimizer.MaskOf(w)!.ToArray<bool>();
        using (GradMode.NoGrad())
            w.CopyFrom(Tensor.From([.. Enumerable.Range(0, 8).Select(i => mask[i] ? 1.0 + i : 0)], 1, 8));
        int smallest = Array.IndexOf(mask, true), wanted = Array.LastIndexOf(mask, false);
        // The pruning that comes first after a step takes one of four, as the rate has hardly fallen.
        w.Grad = Tensor.From([.. Enumerable.Range(0, 8).Select(i => i == wanted ? 9.0 : 1 + i / 10.0)], 1, 8);
        optimizer = Resumed(optimizer, w);
        optimizer.Step();
        bool[] now = optimizer.MaskOf(w)!.ToArray<bool>();
        Assert.False(now[smallest]);
        Assert.True(now[wanted]);
        Assert.Equal(4, now.Count(live => live));
    }

    [Fact]
    public void It_goes_on_from_its_state()
    {
        Tensor[] p = Start();
        SparseMomentum optimizer = Make(p);
        Train(optimizer, p, 7);
        Tensor[] q = [.. p.Select(t => t.Detach().Clone())];
        foreach (Tensor t in q)
            t.RequiresGrad = true;
        SparseMomentum next = Make(q);
        using (GradMode.NoGrad())
            foreach ((Tensor to, Tensor from) in q.Zip(p))
                to.CopyFrom(from);
        next.LoadStateDict(optimizer.StateDict());
        Assert.Equal(Train(optimizer, p, 11), Train(next, q, 11));
        foreach ((Tensor a, Tensor b) in p.Zip(q))
            Assert.Equal(a.Detach().ToArray<double>(), b.Detach().ToArray<double>());
        Assert.Throws<TensorException>(() => next.LoadStateDict(new OptimizerState(
            new Dictionary<string, Tensor>(), new Dictionary<string, double>())));
    }

    // The same masks, with a rate that takes one of four even after the cosine has begun to fall.
    private static SparseMomentum Resumed(SparseMomentum before, Tensor w)
    {
        Tensor values = w.Detach().Clone();
        var optimizer = new SparseMomentum([w], 100, every: 1, density: 0.5, pruneRate: 0.3, learningRate: 1e-6, weightDecay: 0);
        using (GradMode.NoGrad())
            w.CopyFrom(values);
        optimizer.LoadStateDict(before.StateDict());
        return optimizer;
    }
}
