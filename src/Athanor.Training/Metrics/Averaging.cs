namespace Athanor.Training;

/// <summary>How the measures of classes become one number.</summary>
public enum Averaging
{
    /// <summary>Their plain mean: small classes count as much as large ones.</summary>
    Macro,

    /// <summary>The measure of all decisions taken together: every sample counts as much.</summary>
    Micro,

    /// <summary>Their mean weighted by how many samples are of the class.</summary>
    Weighted,

    /// <summary>That of class 1 alone, where there are two.</summary>
    Binary,
}
