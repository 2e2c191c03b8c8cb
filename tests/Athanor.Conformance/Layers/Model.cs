using System.Runtime.CompilerServices;
using Athanor.Nn;

namespace Athanor.Conformance.Layers;

/// <summary>What a model case runs.</summary>
/// <param name="Module">Where parameters and buffers are; null if there are none.</param>
/// <param name="Call">From the inputs in order to a tensor, or a tuple, list or dictionary of them.</param>
/// <param name="Scale">What inputs are multiplied with.</param>
public sealed record Model(Module? Module, Func<Tensor[], object?> Call, double Scale = 1)
{
    /// <summary>A layer, called with its one input.</summary>
    public static Model Of(Layer layer, double scale = 1) => new(layer, inputs => layer.Call(inputs[0]), scale);

    /// <summary>A function without state, called with its one input.</summary>
    public static Model Of(Func<Tensor, Tensor> function, double scale = 1) => new(null, inputs => function(inputs[0]), scale);

    /// <summary>Names and tensors of nested outputs, floating ones only: "output" of one alone, "0", "1.0", … of tuples, else the keys.</summary>
    public static IEnumerable<(string Name, Tensor Value)> Flatten(object? output, string prefix = "") => output switch
    {
        Tensor tensor => tensor.DType.IsFloating() ? [(prefix.Length > 0 ? prefix : "output", tensor)] : [],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i], Join(prefix, $"{i}"))),
        IEnumerable<KeyValuePair<string, Tensor>> named => named.SelectMany(part => Flatten(part.Value, Join(prefix, part.Key))),
        System.Collections.IEnumerable list => list.Cast<object?>().SelectMany((part, i) => Flatten(part, Join(prefix, $"{i}"))),
        _ => [],
    };

    private static string Join(string prefix, string name) => prefix.Length > 0 ? $"{prefix}.{name}" : name;
}
