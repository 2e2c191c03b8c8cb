using Athanor.Nn;

namespace Athanor.Training.Tests.Host;

/// <summary>Two layers with dropout between, so that random numbers are part of what a checkpoint must keep.</summary>
[Module]
public sealed partial class TinyMlp : Layer
{
    private readonly double _dropout;

    public TinyMlp(int inputs, int hidden, int outputs, double dropout = 0)
    {
        _dropout = dropout;
        First = new Linear(inputs, hidden);
        Second = new Linear(hidden, outputs);
    }

    public Linear First { get; }

    public Linear Second { get; }

    protected override Tensor Forward(Tensor input)
    {
        Tensor hidden = First.Call(input.Flatten(1)).Relu();
        return Second.Call(Training && _dropout > 0 ? hidden.Dropout(_dropout) : hidden);
    }
}
