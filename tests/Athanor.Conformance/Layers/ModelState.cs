using System.Text.Json;
using Athanor.Autograd;
using Athanor.Conformance.Engine;
using Athanor.Nn;
using Athanor.TestKit;

namespace Athanor.Conformance.Layers;

/// <summary>Checks a module's state dict against a case's, and fills it by the rule.</summary>
internal static class ModelState
{
    public static void CheckAndFill(Module? module, JsonElement expected)
    {
        KeyValuePair<string, Tensor>[] state = [.. module?.StateDict() ?? []];
        JsonElement[] rows = [.. expected.EnumerateArray()];
        using GradMode.Restore mode = GradMode.NoGrad();
        for (int i = 0; i < Math.Max(state.Length, rows.Length); i++)
        {
            if (i >= state.Length)
                throw new Mismatch($"state: {rows[i][0]} is missing");
            if (i >= rows.Length)
                throw new Mismatch($"state: {state[i].Key} is not in the reference");
            (string name, Tensor tensor) = state[i];
            Mismatch.Unequal($"state {i}: name", name, rows[i][0].GetString());
            Mismatch.Unequal($"state {name}: shape", tensor.Shape, new Shape([.. rows[i][1].EnumerateArray().Select(size => size.GetInt32())]));
            bool floating = DTypes.Parse(rows[i][2].GetString()!).IsFloating();
            Mismatch.Unequal($"state {name}: floating", tensor.DType.IsFloating(), floating);
            // A fourth item names the tensor that this one shares its memory with, filled before.
            if (floating && rows[i].GetArrayLength() < 4)
                tensor.CopyFrom(Tensor.From<float>(Golden.State(name, tensor.Shape), tensor.Shape));
        }
    }
}
