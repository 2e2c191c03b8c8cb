namespace Athanor.Nn.Tests;

/// <summary>Tests that read what all tensors of the process hold, so nothing else may run beside them.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void A_thousand_steps_of_training_hold_nothing()
    {
        var model = new Sequential(new Linear(8, 16), new LayerNorm(16), new Gelu(), new Dropout(0.1), new Linear(16, 4));
        Tensor x = Golden.Fill("x", 32, 8).To(DType.Float32);
        Tensor target = Tensor.From([.. Enumerable.Range(0, 32).Select(i => (long)i % 4)], 32);
        var optimizer = new AdamW(model.Parameters(), 1e-2);
        var loss = new CrossEntropyLoss();
        double first = Step(), last = 0;
        NothingGrows(1000, () => last = Step());
        Assert.True(last < 0.5 * first, $"{first} → {last}");

        double Step()
        {
            optimizer.ZeroGrad();
            Tensor l = loss.Call(model.Call(x), target);
            l.Backward();
            GradientClip.Norm(model.Parameters(), 1);
            optimizer.Step();
            return l.Item();
        }
    }

    [Fact]
    public void Recurrence_and_attention_hold_nothing()
    {
        var lstm = new Lstm(4, 8, new RecurrentOptions { Layers = 2, Bidirectional = true });
        var encoder = new TransformerEncoderLayer(16, 4, 32);
        Tensor x = Golden.Fill("x", 6, 3, 4).To(DType.Float32);
        var optimizer = new Sgd(lstm.Parameters().Concat(encoder.Parameters()), 0.1, momentum: 0.9);
        NothingGrows(50, Step);

        void Step()
        {
            optimizer.ZeroGrad();
            encoder.Call(lstm.Call(x).Output).Square().Mean().Backward();
            optimizer.Step();
        }
    }

    private static void NothingGrows(int count, Action step)
    {
        // The first steps make the optimizer's state, and what earlier tests dropped is gone after two rounds.
        var live = new List<long>();
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < (round < 2 ? 3 : count / 2); i++)
                step();
            live.Add(TensorMemory.Settle().LiveBytes);
        }
        Assert.True(live[1] == live[3], string.Join(" → ", live));
    }
}
