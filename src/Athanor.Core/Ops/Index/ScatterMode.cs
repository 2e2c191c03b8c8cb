namespace Athanor;

/// <summary>How elements that are scattered to one place meet there.</summary>
public enum ScatterMode
{
    /// <summary>They are added.</summary>
    Sum,

    /// <summary>They are multiplied.</summary>
    Product,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The smallest.</summary>
    Smallest,
}
