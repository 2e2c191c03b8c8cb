namespace Athanor.Nn;

/// <summary>The weights of one direction of one layer.</summary>
internal sealed class RecurrentWeights
{
    public RecurrentWeights(int input, int hidden, int gates, bool bias, int projection, string suffix)
    {
        double bound = 1 / Math.Sqrt(Math.Max(hidden, 1));
        int state = projection > 0 ? projection : hidden;
        Suffix = suffix;
        InputWeight = new Parameter(Init.Uniform([gates * hidden, input], -bound, bound));
        HiddenWeight = new Parameter(Init.Uniform([gates * hidden, state], -bound, bound));
        InputBias = bias ? new Parameter(Init.Uniform([gates * hidden], -bound, bound)) : null;
        HiddenBias = bias ? new Parameter(Init.Uniform([gates * hidden], -bound, bound)) : null;
        Projection = projection > 0 ? new Parameter(Init.Uniform([projection, hidden], -bound, bound)) : null;
    }

    public string Suffix { get; }

    public Parameter InputWeight { get; }

    public Parameter HiddenWeight { get; }

    public Parameter? InputBias { get; }

    public Parameter? HiddenBias { get; }

    public Parameter? Projection { get; }

    public void Visit(IModuleVisitor visitor)
    {
        visitor.Parameter("weight_ih" + Suffix, InputWeight);
        visitor.Parameter("weight_hh" + Suffix, HiddenWeight);
        visitor.Parameter("bias_ih" + Suffix, InputBias);
        visitor.Parameter("bias_hh" + Suffix, HiddenBias);
        visitor.Parameter("weight_hr" + Suffix, Projection);
    }
}
