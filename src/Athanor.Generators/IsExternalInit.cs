namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to build records; netstandard2.0, where compiler extensions must live, has none.</summary>
internal static class IsExternalInit;
