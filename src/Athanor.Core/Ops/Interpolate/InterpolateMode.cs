namespace Athanor;

/// <summary>How a size is changed.</summary>
public enum InterpolateMode
{
    /// <summary>The element at the place rounded down, as old releases of common frameworks and pixel art do it.</summary>
    Nearest,

    /// <summary>The element whose centre is nearest.</summary>
    NearestExact,

    /// <summary>Linear in each dimension: linear, bilinear or trilinear.</summary>
    Linear,

    /// <summary>The cubic convolution of Keys (1981) with a = −0.75 (−0.5 when antialiased); for two dimensions.</summary>
    Bicubic,

    /// <summary>The mean of the elements that an output element covers.</summary>
    Area,
}
