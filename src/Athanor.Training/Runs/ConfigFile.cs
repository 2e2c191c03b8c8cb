using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athanor.Data;
using Athanor.Formats;
using Athanor.Nn;

namespace Athanor.Training;

/// <summary>What a run was set up with: options as given, data, model, optimizer, versions.</summary>
internal static class ConfigFile
{
    public static void Write(string path, Trainer trainer, DataSplit? about)
    {
        var config = new JsonObject
        {
            ["name"] = trainer.Options.Name,
            ["seed"] = trainer.Options.Seed,
            ["options"] = JsonSerializer.SerializeToNode(trainer.Options, TrainingJson.Default.TrainerOptions),
            ["model"] = new JsonObject
            {
                ["description"] = new JsonArray([.. trainer.Model.ToString().Split('\n').Select(l => (JsonNode)l)]),
                ["parameters"] = trainer.Model.ParameterCount,
            },
            ["optimizer"] = new JsonObject
            {
                ["kind"] = trainer.Optimizer.GetType().Name,
                ["learning_rates"] = new JsonArray([.. trainer.BaseRates.Select(r => (JsonNode)r)]),
                ["weight_decays"] = new JsonArray([.. trainer.Optimizer.Groups.Select(g => (JsonNode)g.WeightDecay)]),
                ["schedule"] = trainer.Schedule?.ToString(),
            },
            ["data"] = about is null ? null : new JsonObject
            {
                ["name"] = about.Name,
                ["train_samples"] = about.Train.Count,
                ["held_out_samples"] = about.HeldOut.Count,
                ["input_shape"] = new JsonArray([.. about.InputShape.ToArray().Select(d => (JsonNode)d)]),
                ["classes"] = new JsonArray([.. about.ClassNames.Select(c => (JsonNode)c)]),
            },
            ["versions"] = new JsonObject
            {
                ["athanor"] = Version,
                ["runtime"] = RuntimeInformation.FrameworkDescription,
                ["system"] = RuntimeInformation.OSDescription,
                ["processors"] = Environment.ProcessorCount,
            },
        };
        var writing = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(config.ToJsonString(writing) + "\n"));
    }

    public static string Version => typeof(ConfigFile).Assembly.GetName().Version?.ToString(3) ?? "0";
}
