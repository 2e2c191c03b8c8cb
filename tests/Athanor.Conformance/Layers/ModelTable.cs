using System.Text.Json;
using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>Which module of Athanor stands for which class of the reference.</summary>
internal static class ModelTable
{
    private static readonly Dictionary<string, Func<LayerArgs, Model>> _classes = [];

    static ModelTable()
    {
        Basics.Register(_classes);
    }

    /// <summary>What makes the model of a case; null if its class is not known.</summary>
    public static Func<Model>? Find(JsonElement root)
    {
        string name = root.GetProperty("name").GetString()!;
        (string type, Args args) = ReprParser.Parse(Unsaid.Constructor(name) ?? root.GetProperty("reference").GetString()!);
        if (!_classes.TryGetValue(type, out Func<LayerArgs, Model>? make))
            return null;
        JsonElement config = root.GetProperty("config");
        return () =>
        {
            Model model = make(new LayerArgs(args, config));
            args.CheckAllUsed();
            return model;
        };
    }
}

/// <summary>The arguments of a layer's constructor, and what its case tells besides.</summary>
internal sealed record LayerArgs(Args A, JsonElement Config);
