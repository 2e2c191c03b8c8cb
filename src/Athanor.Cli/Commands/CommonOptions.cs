using System.CommandLine;

namespace Athanor.Cli;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string[]> Set() => new("--set", "-s")
    {
        Description = "Change a setting: --set epochs=5. May be given several times; 'athanor show NAME' lists them.",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<int?> Threads() => new("--threads")
    {
        Description = "Threads for kernels; all processors unless given. Results do not depend on it.",
        HelpName = "N",
    };
}
