using Athanor.Nn;

namespace Athanor.Zoo;

/// <summary>The sizes of an <see cref="LstmClassifier"/>.</summary>
/// <param name="Features">Numbers of each step.</param>
/// <param name="Classes">Numbers that come out.</param>
/// <param name="Hidden">Units of the recurrent layer.</param>
/// <param name="Layers">Recurrent layers on top of each other.</param>
public sealed record LstmClassifierConfig(int Features, int Classes, int Hidden = 64, int Layers = 1);

/// <summary>
/// Reads a sequence with long short-term memory (Hochreiter and Schmidhuber 1997) and classifies it by the last step. (N, T, features), or images (N,
/// 1, T, features) read row by row → (N, classes).
/// </summary>
[Module]
public sealed partial class LstmClassifier : Layer
{
    private readonly LstmClassifierConfig _config;

    /// <summary>A network of the given sizes.</summary>
    public LstmClassifier(LstmClassifierConfig config)
    {
        _config = config;
        Lstm = new Lstm(config.Features, config.Hidden, new RecurrentOptions { Layers = config.Layers, BatchFirst = true });
        Head = new Linear(config.Hidden, config.Classes);
    }

    /// <summary>The recurrent layers.</summary>
    public Lstm Lstm { get; }

    /// <summary>The classifier.</summary>
    public Linear Head { get; }

    /// <inheritdoc/>
    public override string Description => $"LstmClassifier({_config.Features} → {_config.Hidden} × {_config.Layers} → {_config.Classes})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        Tensor x = input.Rank == 4 ? input.Squeeze(1) : input; // (N, T, F)
        Tensor steps = Lstm.Call(x).Output; // (N, T, H)
        return Head.Call(steps.Select(1, -1));
    }
}
