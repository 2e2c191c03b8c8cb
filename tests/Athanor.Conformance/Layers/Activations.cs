using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Activations. Their cases' inputs are four times as wide, to reach where they saturate.</summary>
internal static class Activations
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        void Add(string name, Func<Args, Layer> make) => classes[name] = l => Model.Of(make(l.A), 4);

        Add("ReLU", _ => new Relu());
        Add("ReLU6", _ => new Relu6());
        Add("LeakyReLU", a => new LeakyRelu(a.Float(0, "negative_slope", 0.01)));
        Add("ELU", a => new Elu(a.Float(0, "alpha", 1)));
        Add("SELU", _ => new Selu());
        Add("CELU", a => new Celu(a.Float(0, "alpha", 1)));
        Add("GELU", a => new Gelu(a.Text(0, "approximate", "none") == "tanh"));
        Add("SiLU", _ => new Silu());
        Add("Mish", _ => new Mish());
        Add("Hardswish", _ => new Hardswish());
        Add("Hardsigmoid", _ => new Hardsigmoid());
        Add("Hardtanh", a => new Hardtanh(a.Float(0, "min_val", -1), a.Float(1, "max_val", 1)));
        Add("Softplus", a => new Softplus(a.Float(0, "beta", 1), a.Float(1, "threshold", 20)));
        Add("Softsign", _ => new Softsign());
        Add("Tanhshrink", _ => new Tanhshrink());
        Add("Softshrink", a => new Softshrink(a.Float(0, "lambd", 0.5)));
        Add("Hardshrink", a => new Hardshrink(a.Float(0, "lambd", 0.5)));
        Add("LogSigmoid", _ => new LogSigmoid());
        Add("Sigmoid", _ => new Sigmoid());
        Add("Tanh", _ => new Tanh());
        Add("Threshold", a => new Threshold(a.Float(0, "threshold"), a.Float(1, "value")));
        Add("GLU", a => new Glu(a.Int(0, "dim", -1)));
        Add("Softmax", a => new Softmax(a.Int(0, "dim", -1)));
        Add("LogSoftmax", a => new LogSoftmax(a.Int(0, "dim", -1)));
        Add("Softmin", a => new Softmin(a.Int(0, "dim", -1)));
        // Of the layers with weights: its input is as theirs.
        classes["PReLU"] = l => Model.Of(new PRelu(l.A.Int(0, "num_parameters", 1)));
    }
}
