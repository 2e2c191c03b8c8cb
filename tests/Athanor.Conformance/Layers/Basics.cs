using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Layers of weights.</summary>
internal static class Basics
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        classes["Linear"] = l => Model.Of(new Linear(l.A.Int(0, "in_features"), l.A.Int(1, "out_features"), l.A.Bool(2, "bias", true)));
    }
}
