namespace Athanor.Nn;

/// <summary>What recurrent layers of all kinds can be told.</summary>
public sealed record RecurrentOptions
{
    /// <summary>How many layers lie one on another.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whether biases are added.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Whether sequences come as (batch, time, features) and not (time, batch, features).</summary>
    public bool BatchFirst { get; init; }

    /// <summary>The share that is dropped between layers in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether each layer also runs backward in time.</summary>
    public bool Bidirectional { get; init; }
}
