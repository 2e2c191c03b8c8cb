namespace Athanor.Nn;

/// <summary>x W · gelu(x V): a linear layer that gates itself (Shazeer 2020); one weight of twice the size, as in diffusers.</summary>
[Module]
public sealed partial class GeGlu : Layer
{
    /// <summary>A layer from <paramref name="inFeatures"/> to <paramref name="outFeatures"/> numbers.</summary>
    public GeGlu(int inFeatures, int outFeatures, bool bias = true) => Proj = new Linear(inFeatures, 2 * outFeatures, bias);

    /// <summary>To the values, then the gates.</summary>
    public Linear Proj { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        Tensor[] parts = Proj.Call(input).Chunk(2, -1);
        return parts[0] * parts[1].Gelu();
    }
}

/// <summary>down(silu(gate(x)) · up(x)): the feed-forward part of Llama and its kin (Shazeer 2020), under their names.</summary>
[Module]
public sealed partial class SwiGlu : Layer
{
    /// <summary>A part of the given sizes.</summary>
    /// <param name="size">What comes in and goes out.</param>
    /// <param name="hidden">The size between.</param>
    /// <param name="bias">Whether there are biases.</param>
    public SwiGlu(int size, int hidden, bool bias = false) =>
        (GateProj, UpProj, DownProj) = (new Linear(size, hidden, bias), new Linear(size, hidden, bias), new Linear(hidden, size, bias));

    /// <summary>To the gates.</summary>
    public Linear GateProj { get; }

    /// <summary>To the values.</summary>
    public Linear UpProj { get; }

    /// <summary>Back.</summary>
    public Linear DownProj { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input) => DownProj.Call(GateProj.Call(input).Silu() * UpProj.Call(input));
}
