using Microsoft.CodeAnalysis;

namespace Athanor.Generators;

/// <summary>What is said about classes marked <c>[Module]</c>.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "ATH001", "A module class must be partial", "'{0}' must be partial, so that the [Module] class '{1}' can be completed");

    public static readonly DiagnosticDescriptor NotModule = Error(
        "ATH002", "A module class must derive from Module", "'{0}' is marked [Module] but does not derive from Athanor.Nn.Module");

    public static readonly DiagnosticDescriptor Collection = Error(
        "ATH003",
        "A collection is not seen by visitors",
        "'{0}' is of type {1}, whose items would be missing from checkpoints and optimizers: use a ModuleList");

    public static readonly DiagnosticDescriptor SameKey = Error(
        "ATH004", "Two properties have the same key", "'{0}' and '{1}' are both \"{2}\" in checkpoints: give one of them another [Key]");

    // A warning: a module that deliberately stays outside, such as a frozen teacher, may live in a field under a pragma.
    public static readonly DiagnosticDescriptor Field = Warning(
        "ATH005",
        "A field is not seen by visitors",
        "'{0}' is a field, so its {1} would be missing from checkpoints and optimizers: make it a property");

#pragma warning disable RS1032 // Both are told where the identifiers stand, and that is here.
    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Athanor", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, "Athanor", DiagnosticSeverity.Warning, isEnabledByDefault: true);
#pragma warning restore RS1032
}
