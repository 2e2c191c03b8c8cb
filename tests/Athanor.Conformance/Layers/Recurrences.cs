using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Recurrent layers and cells, called without a first state.</summary>
internal static class Recurrences
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["RNN"] = l =>
        {
            var layer = new Rnn(Input(l), Hidden(l), Options(l), Relu(l));
            return new Model(layer, inputs => layer.Call((inputs[0], null)));
        };
        classes["GRU"] = l =>
        {
            var layer = new Gru(Input(l), Hidden(l), Options(l));
            return new Model(layer, inputs => layer.Call((inputs[0], null)));
        };
        classes["LSTM"] = l =>
        {
            var layer = new Lstm(Input(l), Hidden(l), Options(l), l.A.Int(-1, "proj_size", 0));
            return new Model(layer, inputs => layer.Call((inputs[0], null)));
        };
        Cells(classes);
    }

    private static void Cells(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["RNNCell"] = l =>
        {
            var cell = new RnnCell(Input(l), Hidden(l), l.A.Bool(2, "bias", true), Relu(l));
            return new Model(cell, inputs => cell.Call((inputs[0], null)));
        };
        classes["GRUCell"] = l =>
        {
            var cell = new GruCell(Input(l), Hidden(l), l.A.Bool(2, "bias", true));
            return new Model(cell, inputs => cell.Call((inputs[0], null)));
        };
        classes["LSTMCell"] = l =>
        {
            var cell = new LstmCell(Input(l), Hidden(l), l.A.Bool(2, "bias", true));
            return new Model(cell, inputs => cell.Call((inputs[0], null)));
        };
    }

    private static int Input(LayerArgs l) => l.A.Int(0, "input_size");

    private static int Hidden(LayerArgs l) => l.A.Int(1, "hidden_size");

    private static bool Relu(LayerArgs l) => l.A.Text(-1, "nonlinearity", "tanh") == "relu";

    private static RecurrentOptions Options(LayerArgs l) => new()
    {
        Layers = l.A.Int(2, "num_layers", 1),
        Bias = l.A.Bool(3, "bias", true),
        BatchFirst = l.A.Bool(4, "batch_first"),
        Dropout = l.A.Float(5, "dropout", 0),
        Bidirectional = l.A.Bool(6, "bidirectional"),
    };
}
