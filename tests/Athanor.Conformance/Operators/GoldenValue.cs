using System.Text.Json;
using Athanor.TestKit;

namespace Athanor.Conformance.Operators;

/// <summary>Python's <c>start:stop:step</c>.</summary>
public sealed record SliceValue(int? Start, int? Stop, int? Step);

/// <summary>Python's <c>...</c>.</summary>
public sealed record EllipsisValue;

/// <summary>Reads the arguments of operator cases: tensors and the small objects around them.</summary>
internal sealed class GoldenReader(DType working)
{
    /// <summary>The tensors read so far that gradients are asked for, in order.</summary>
    public List<Tensor> Wanted { get; } = [];

    /// <summary>null, bool, long, double, string, DType, SliceValue, EllipsisValue, Tensor, or an object?[] of those.</summary>
    public object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        // 2 is an int in Python, 2.0 a float: PyTorch tells them apart.
        JsonValueKind.Number =>
            value.TryGetInt64(out long integer) && value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? (object)integer : value.GetDouble(),
        JsonValueKind.Object => ReadObject(value),
        _ => throw new FormatException($"an argument cannot be a JSON {value.ValueKind}"),
    };

    /// <summary>The element type that stands for the one a case names: cases compute in float64, the run in its own type.</summary>
    public DType Working(string name) => name == "float64" ? working : DTypes.Parse(name);

    /// <summary>The elements of a tensor object as doubles.</summary>
    public static double[] Doubles(JsonElement tensor)
    {
        JsonElement values = tensor.GetProperty("values");
        var result = new double[values.GetArrayLength()];
        int i = 0;
        foreach (JsonElement value in values.EnumerateArray())
            result[i++] = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean() ? 1 : 0) : value.GetDouble();
        return result;
    }

    /// <summary>The sizes of a tensor object.</summary>
    public static Shape ShapeOf(JsonElement tensor) =>
        new([.. tensor.GetProperty("tensor").EnumerateArray().Select(size => size.GetInt32())]);

    private object? ReadObject(JsonElement value)
    {
        if (value.TryGetProperty("tensor", out _))
            return ReadTensor(value);
        if (value.TryGetProperty("list", out JsonElement list))
            return list.EnumerateArray().Select(Read).ToArray();
        if (value.TryGetProperty("dtype", out JsonElement dtype))
            return Working(dtype.GetString()!);
        if (value.TryGetProperty("float", out JsonElement number))
            return number.GetString() switch
            {
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                "nan" => double.NaN,
                var other => throw new FormatException($"{other} is no float"),
            };
        if (value.TryGetProperty("slice", out JsonElement slice))
        {
            int?[] parts = [.. slice.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.Null ? (int?)null : part.GetInt32())];
            return new SliceValue(parts[0], parts[1], parts[2]);
        }
        if (value.TryGetProperty("ellipsis", out _))
            return new EllipsisValue();
        throw new FormatException($"unknown object {value.GetRawText()[..Math.Min(60, value.GetRawText().Length)]}");
    }

    private Tensor ReadTensor(JsonElement value)
    {
        Shape shape = ShapeOf(value);
        string name = value.GetProperty("dtype").GetString()!;
        DType dtype = Working(name);
        Tensor tensor;
        if (dtype.IsFloating())
        {
            // The reference computed on float32 numbers in float64; the file's 12 digits lead back to just those.
            double[] values = [.. Doubles(value).Select(v => (double)(float)v)];
            tensor = TensorValues.FromDoubles(values, shape, dtype);
        }
        else
        {
            long[] values = [.. value.GetProperty("values").EnumerateArray().Select(v =>
                v.ValueKind is JsonValueKind.True or JsonValueKind.False ? (v.GetBoolean() ? 1L : 0L) : v.GetInt64())];
            tensor = Tensor.From(values, shape.ToArray()).To(dtype);
            if (shape.Rank == 0)
                tensor = tensor.Reshape(shape);
        }
        if (value.TryGetProperty("grad", out JsonElement grad) && grad.GetBoolean())
        {
            tensor.RequiresGrad = true;
            Wanted.Add(tensor);
        }
        return tensor;
    }
}
