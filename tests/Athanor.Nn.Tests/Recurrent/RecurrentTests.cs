namespace Athanor.Nn.Tests.Recurrent;

public sealed class RecurrentTests
{
    private static readonly RecurrentOptions _two = new() { Layers = 2, Bidirectional = true };

    [Fact]
    public void States_have_the_reference_s_names()
    {
        var lstm = new Lstm(5, 6, _two, projection: 3);
        Assert.Equal(
            [
                "weight_ih_l0 (24, 5)", "weight_hh_l0 (24, 3)", "bias_ih_l0 (24,)", "bias_hh_l0 (24,)", "weight_hr_l0 (3, 6)",
                "weight_ih_l0_reverse (24, 5)", "weight_hh_l0_reverse (24, 3)", "bias_ih_l0_reverse (24,)", "bias_hh_l0_reverse (24,)",
                "weight_hr_l0_reverse (3, 6)", "weight_ih_l1 (24, 6)",
            ],
            lstm.StateDict().Take(11).Select(p => $"{p.Key} {p.Value.Shape}"));
        Assert.Equal(["weight_ih", "weight_hh"], new GruCell(5, 6, bias: false).StateDict().Select(p => p.Key));
    }

    [Fact]
    public void A_long_sequence_is_read_to_its_end()
    {
        (Tensor output, (Tensor h, Tensor _)) = new Lstm(3, 4).Call(Tensor.Ones(200, 32, 3));
        Assert.Equal(new Shape(200, 32, 4), output.Shape);
        Assert.True(output.Select(0, -1).Equal(h.Select(0, 0)));
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        Tensor x = Golden.Fill("x", 4, 2, 3), h = Golden.Fill("h", 4, 2, 4), c = Golden.Fill("c", 4, 2, 4);
        var rnn = new Rnn(3, 4, _two);
        Differences.Check(rnn, () => Parts(rnn.Call(x, h)), x, h);
        var gru = new Gru(3, 4, _two);
        Differences.Check(gru, () => Parts(gru.Call(x, h)), x, h);
        var lstm = new Lstm(3, 4, _two);
        Differences.Check(lstm, () => Parts(lstm.Call(x, (h, c))), x, h, c);
        Tensor small = Golden.Fill("h", 4, 2, 2);
        var projected = new Lstm(3, 4, _two, projection: 2);
        Differences.Check(projected, () => Parts(projected.Call(x, (small, c))), x, small, c);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packed_sequences_give_what_each_gives_alone(bool bidirectional)
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        int[] lengths = [2, 5, 1, 4];
        var lstm = new Lstm(3, 4, new RecurrentOptions { Layers = 2, Bidirectional = bidirectional, BatchFirst = true });
        int states = bidirectional ? 4 : 2;
        Tensor x = Golden.Fill("x", 4, 5, 3), h = Golden.Fill("h", states, 4, 4), c = Golden.Fill("c", states, 4, 4);
        (PackedSequence packed, (Tensor lastH, Tensor lastC)) = lstm.Call(PackedSequence.Pack(x, lengths, batchFirst: true), (h, c));
        (Tensor y, int[] back) = packed.Unpack(batchFirst: true);
        Assert.Equal(lengths, back);
        for (int i = 0; i < lengths.Length; i++)
        {
            Tensor alone = x.Narrow(0, i, 1).Narrow(1, 0, lengths[i]);
            (Tensor expected, (Tensor eh, Tensor ec)) = lstm.Call(alone, (h.Narrow(1, i, 1), c.Narrow(1, i, 1)));
            Close(expected, y.Narrow(0, i, 1).Narrow(1, 0, lengths[i]));
            Close(eh, lastH.Narrow(1, i, 1));
            Close(ec, lastC.Narrow(1, i, 1));
        }
    }

    [Fact]
    public void A_packed_sequence_unpacks_to_what_it_was_but_for_padding()
    {
        Tensor x = Golden.Fill("x", 4, 3, 2);
        (Tensor y, int[] lengths) = PackedSequence.Pack(x, [1, 4, 2]).Unpack(padding: 7);
        Assert.Equal([1, 4, 2], lengths);
        Close(x.Select(1, 1), y.Select(1, 1));
        Assert.Equal(7, y.Select(1, 0).Select(0, 3).ToArray<double>()[0]);
        Assert.Contains("between 1 and 4", Assert.Throws<TensorException>(() => PackedSequence.Pack(x, [0, 4, 2])).Message);
    }

    [Fact]
    public void A_cell_repeated_is_the_layer()
    {
        using Defaults.Restore type = Defaults.With(DType.Float64);
        var layer = new Gru(3, 4);
        var cell = new GruCell(3, 4);
        cell.LoadStateDict(layer.StateDict().Select(p => KeyValuePair.Create(p.Key.Replace("_l0", ""), p.Value)));
        Tensor x = Golden.Fill("x", 3, 2, 3), h = Tensor.Zeros(2, 4);
        for (int t = 0; t < 3; t++)
            h = cell.Call(x.Select(0, t), h);
        Close(layer.Call(x).State.Squeeze(0), h);
        Close(layer.Call(x.Select(1, 1)).Output, layer.Call(x).Output.Select(1, 1));
    }

    [Fact]
    public void Wrong_inputs_say_what_was_expected()
    {
        var error = Assert.Throws<TensorException>(() => new Gru(3, 4).Call(Tensor.Zeros(2, 2, 5)));
        Assert.Contains("(time, batch, 3)", error.Message);
        Assert.Contains("(2, 2, 5)", error.Message);
        Assert.Contains("Gru(3 → 4)", error.Message);
    }

    private static void Close(Tensor expected, Tensor actual) =>
        Golden.Close(expected.Contiguous().ToArray<double>(), actual.Contiguous().ToArray<double>(), 1e-12);

    private static Tensor[] Parts((Tensor Output, Tensor State) result) => [result.Output, result.State];

    private static Tensor[] Parts((Tensor Output, (Tensor H, Tensor C) State) result) => [result.Output, result.State.H, result.State.C];
}
