using System.Text.Json;
using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Coverage;

/// <summary>A packed sample whose tensors were turned into another element type.</summary>
internal sealed class Sample
{
    private readonly bool _asked;

    private Sample(Args args, bool asked) => (Args, _asked) = (args, asked);

    public Args Args { get; }

    /// <summary>
    /// The arguments in an element type: floating tensors are converted (rounded, if the type is of integers); where there are none,
    /// the integers; and where there is no tensor at all, the type is asked for. null if nothing has a type.
    /// </summary>
    public static Sample? In(JsonElement json, DType dtype)
    {
        var reader = new GoldenReader(DType.Float64);
        bool floats = false, tensors = false;
        object? Look(JsonElement value)
        {
            object? read = reader.Read(value);
            foreach (Tensor tensor in Leaves.Of(read).OfType<Tensor>())
                (floats, tensors) = (floats || tensor.DType.IsFloating(), true);
            return read;
        }
        Read(json, Look);
        object? Turn(object? value) => value switch
        {
            object?[] list => list.Select(Turn).ToArray(),
            Tensor tensor when tensor.DType.IsFloating() == floats => Convert(tensor.Detach(), dtype),
            // A result wanted in float64 is wanted in the type that the run is about.
            DType.Float64 when !tensors || dtype.IsFloating() => dtype,
            _ => value,
        };
        Dictionary<string, object?> added = tensors ? [] : new() { ["dtype"] = dtype };
        return new Sample(Read(json, value => Turn(new GoldenReader(DType.Float64).Read(value)), added), !tensors);
    }

    /// <summary>Whether the type came into the call: by tensors, or because the operator takes a type.</summary>
    public bool TypeIsUsed()
    {
        if (!_asked)
            return true;
        try
        {
            Args.CheckAllUsed();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static Args Read(JsonElement json, Func<JsonElement, object?> read, Dictionary<string, object?>? named = null)
    {
        named ??= [];
        object?[] positional = [.. json.GetProperty("args").EnumerateArray().Select(read)];
        foreach (JsonProperty argument in json.GetProperty("kwargs").EnumerateObject())
            named[argument.Name] = named.TryGetValue(argument.Name, out object? known) ? known : read(argument.Value);
        return new Args(positional, named);
    }

    /// <summary>Whether some argument is an empty tensor.</summary>
    public static bool HasEmpty(JsonElement json)
    {
        string text = json.GetProperty("args").GetRawText();
        return text.Contains("\"values\":[]", StringComparison.Ordinal) || text.Contains("\"values\": []", StringComparison.Ordinal);
    }

    private static Tensor Convert(Tensor tensor, DType dtype)
    {
        if (tensor.DType.IsFloating() && !dtype.IsFloating())
            tensor = tensor.Round();
        return (dtype == DType.UInt8 ? tensor.Abs() : tensor).To(dtype);
    }
}
