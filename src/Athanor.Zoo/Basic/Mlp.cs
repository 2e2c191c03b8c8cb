using Athanor.Nn;

namespace Athanor.Zoo;

/// <summary>The sizes of a multilayer perceptron.</summary>
/// <param name="Inputs">Numbers that go in; inputs with more dimensions are flattened.</param>
/// <param name="Outputs">Numbers that come out.</param>
/// <param name="Hidden">Units of each hidden layer; none makes it a linear model.</param>
public sealed record MlpConfig(int Inputs, int Outputs, params int[] Hidden)
{
    /// <summary>What each hidden unit applies to its sum.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The share of hidden units dropped in training (Srivastava et al. 2014).</summary>
    public double Dropout { get; init; }
}

/// <summary>The activation functions of simple networks.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>x · Φ(x).</summary>
    Gelu,

    /// <summary>x · σ(x).</summary>
    Silu,
}

/// <summary>
/// A multilayer perceptron: fully connected layers with an activation between (Rumelhart, Hinton and Williams 1986). (N, …) → (N, outputs).
/// </summary>
[Module]
public sealed partial class Mlp : Layer
{
    private readonly MlpConfig _config;

    /// <summary>A network of the given sizes.</summary>
    public Mlp(MlpConfig config)
    {
        _config = config;
        var layers = new ModuleList<Linear>();
        int size = config.Inputs;
        foreach (int units in config.Hidden)
        {
            layers.Add(new Linear(size, units));
            size = units;
        }
        layers.Add(new Linear(size, config.Outputs));
        Layers = layers;
    }

    /// <summary>The fully connected layers in order.</summary>
    public ModuleList<Linear> Layers { get; }

    /// <inheritdoc/>
    public override string Description => $"Mlp({string.Join(" → ", [_config.Inputs, .. _config.Hidden, _config.Outputs])}, {_config.Activation.ToString().ToLowerInvariant()})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        Tensor x = input.Rank > 2 ? input.Flatten(1) : input;
        for (int i = 0; i < Layers.Count; i++)
        {
            x = Layers[i].Call(x);
            if (i < Layers.Count - 1)
                x = Activate(x).Dropout(_config.Dropout, Training);
        }
        return x;
    }

    private Tensor Activate(Tensor x) => _config.Activation switch
    {
        Activation.Tanh => x.Tanh(),
        Activation.Sigmoid => x.Sigmoid(),
        Activation.Gelu => x.Gelu(),
        Activation.Silu => x.Silu(),
        _ => x.Relu(),
    };
}
