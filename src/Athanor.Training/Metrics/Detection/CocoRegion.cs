namespace Athanor.Training;

/// <summary>What is detected: a box or a mask. Both convert to it.</summary>
public readonly struct CocoRegion
{
    private readonly double _x;
    private readonly double _y;
    private readonly double _width;
    private readonly double _height;
    private readonly RunLengthMask? _mask;

    /// <summary>A box with its left upper corner at (x, y).</summary>
    public CocoRegion(double x, double y, double width, double height) => (_x, _y, _width, _height) = (x, y, width, height);

    /// <summary>A mask.</summary>
    public CocoRegion(RunLengthMask mask) => _mask = mask;

    /// <summary>The area of the box, or the points of the mask.</summary>
    public double Area => _mask?.Area ?? _width * _height;

    /// <summary>A mask.</summary>
    public static implicit operator CocoRegion(RunLengthMask mask) => new(mask);

    /// <summary>A box (x, y, width, height).</summary>
    public static implicit operator CocoRegion((double X, double Y, double Width, double Height) box) =>
        new(box.X, box.Y, box.Width, box.Height);

    /// <summary>
    /// Intersection over union with a true region; over this region's own area where the truth is a crowd, for any part of it may be found.
    /// </summary>
    /// <exception cref="ArgumentException">One is a box and the other a mask, or masks are of different sizes.</exception>
    public double Overlap(CocoRegion truth, bool crowd = false)
    {
        if (_mask is null != truth._mask is null)
            throw new ArgumentException("Expected two boxes or two masks, got one of each.", nameof(truth));
        double common = _mask is null ? Intersection(truth) : _mask.Intersection(truth._mask!);
        return common > 0 ? common / (crowd ? Area : Area + truth.Area - common) : 0;
    }

    private double Intersection(CocoRegion other)
    {
        double width = Math.Min(_x + _width, other._x + other._width) - Math.Max(_x, other._x);
        double height = Math.Min(_y + _height, other._y + other._height) - Math.Max(_y, other._y);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
