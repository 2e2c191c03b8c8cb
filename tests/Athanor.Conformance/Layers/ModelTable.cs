using System.Text.Json;
using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Layers;

/// <summary>Which module of Athanor stands for which class of the reference.</summary>
internal static class ModelTable
{
    private static readonly Dictionary<string, Func<LayerArgs, Model>> _classes = [];

    static ModelTable()
    {
        WeightLayers.Register(_classes);
        Activations.Register(_classes);
        Pools.Register(_classes);
        Recurrences.Register(_classes);
        Attentions.Register(_classes);
        LossLayers.Register(_classes);
    }

    /// <summary>What makes the model of a case; null if its class is not known.</summary>
    public static Func<Model>? Find(JsonElement root)
    {
        string name = root.GetProperty("name").GetString()!;
        if (!ReprParser.TryParse(Unsaid.Constructor(name) ?? root.GetProperty("reference").GetString()!, out string type, out Args args))
            return null;
        if (!_classes.TryGetValue(type, out Func<LayerArgs, Model>? make))
            return null;
        JsonElement config = root.GetProperty("config");
        return () =>
        {
            // Arguments are read when the model is made or when it is first called; then each must have been.
            Model model = make(new LayerArgs(args, config));
            return model with
            {
                Call = inputs =>
                {
                    object? output = model.Call(inputs);
                    args.CheckAllUsed();
                    return output;
                },
            };
        };
    }
}
