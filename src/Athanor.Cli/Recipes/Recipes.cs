namespace Athanor.Cli;

/// <summary>All recipes by name.</summary>
internal static class Recipes
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new LeNetRecipe(), new MlpRecipe(), new LogisticRecipe(), new LstmRecipe(), new XorRecipe(), new SineRecipe(),
    ];

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static Recipe Find(string name) => All.FirstOrDefault(r => r.Name == name)
        ?? throw new UserError($"there is no recipe '{name}'; there are {string.Join(", ", All.Select(r => r.Name))}");
}
