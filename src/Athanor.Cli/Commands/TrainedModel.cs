using Athanor.Autograd;
using Athanor.Data;
using Athanor.Nn;
using Athanor.Training;

namespace Athanor.Cli;

/// <summary>A trained network, ready to be asked.</summary>
internal sealed record TrainedModel(Recipe Recipe, SettingSet Settings, ModelCard Card, Layer Model)
{
    private static readonly string[] _notSettings = ["data", "seed"];

    /// <summary>The shape of one input.</summary>
    public Shape InputShape => Card.InputShape!;

    /// <summary>Loads a run folder or its model file.</summary>
    /// <exception cref="UserError">There is no model, or it is of no recipe.</exception>
    public static TrainedModel Load(string run)
    {
        string path = Directory.Exists(run) ? Path.Combine(run, "model.safetensors") : run;
        if (!File.Exists(path))
            throw new UserError(Directory.Exists(run)
                ? $"'{run}' holds no model.safetensors: the run is not finished; go on with it by 'athanor train RECIPE --resume --out {run}'"
                : $"expected the folder of a run or a model.safetensors, found nothing at '{run}'");
        ModelCard card = ModelCard.Read(path) ?? throw new UserError($"{path}: expected a model that 'athanor train' wrote, found weights without a description");
        Recipe recipe = Recipes.Find(card.Name);
        if (card.InputShape is null)
            throw new UserError($"{path}: the shape of the model's input is not given");
        SettingSet settings = recipe.NewSettings(card.Details.Where(d => !_notSettings.Contains(d.Key)).Select(d => $"{d.Key}={d.Value}"));
        Layer model;
        using (Defaults.On(Device.Meta))
            model = recipe.BuildModel(settings, new TaskShape(card.InputShape, recipe.IsClassifier ? card.ClassNames.Count : recipe.DefaultShape.Outputs));
        ModelFile.Load(model, path);
        model.Eval();
        return new TrainedModel(recipe, settings, card, model);
    }

    /// <summary>What the network answers to a batch: probabilities of classes, or values.</summary>
    public float[] Ask(Tensor input)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin("predict");
        Tensor output = Model.Call(input);
        return (Recipe.IsClassifier ? output.Softmax(-1) : output).ToArray<float>();
    }

    /// <summary>The data that it was trained on, or the data at another place.</summary>
    public DataSplit Data(string? path) => Recipe.LoadData(Settings, path ?? Card.Details.GetValueOrDefault("data"));
}
