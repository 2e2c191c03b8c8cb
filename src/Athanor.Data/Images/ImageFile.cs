namespace Athanor.Data.Images;

/// <summary>An image of an <see cref="ImageFolder"/>, not read yet.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">Its class, a position in <see cref="ImageFolder.ClassNames"/>.</param>
public readonly record struct ImageFile(string Path, int Label);
