namespace Athanor.Ops;

/// <summary>Where a normalisation's weight and bias apply.</summary>
internal enum NormWeights
{
    /// <summary>One for each element of a group: layer norm.</summary>
    Element,

    /// <summary>One for each plane of a group, and groups go round: group norm.</summary>
    Plane,

    /// <summary>One for each group: batch norm.</summary>
    Group,
}

/// <summary>
/// What elements are normalised together: <paramref name="Groups"/> groups, each of <paramref name="Planes"/> stretches of
/// <paramref name="Size"/> neighbours. In batch norm a group is a channel and its planes lie one in each example; in group and layer norm a
/// group is a stretch of one example.
/// </summary>
internal sealed record NormPlan(int Groups, int Planes, int Size, NormWeights Weights, int Cycle)
{
    /// <summary>Elements of a group.</summary>
    public double Count => (double)Planes * Size;

    /// <summary>How many weights there are.</summary>
    public int WeightCount => Weights switch
    {
        NormWeights.Element => Size,
        NormWeights.Plane => Cycle * Planes,
        _ => Groups,
    };

    /// <summary>Where a group's plane begins.</summary>
    public long Offset(long group, long plane) => Weights == NormWeights.Group ? (plane * Groups + group) * Size : (group * Planes + plane) * Size;

    /// <summary>Which weight a group's plane has.</summary>
    public long WeightOf(long group, long plane) => Weights == NormWeights.Group ? group : group % Cycle * Planes + plane;

    /// <summary>How many groups make a chunk of work.</summary>
    public long Grain => Math.Max(1, (long)(16384 / Math.Max(1, Count)));

    /// <summary>A tensor seen as (groups, elements), for gradients in tensor operations.</summary>
    public Tensor Grouped(Tensor x) => Weights == NormWeights.Group
        ? x.Reshape(Planes, Groups, Size).Transpose(0, 1).Reshape(Groups, Planes * Size)
        : x.Reshape(Groups, Planes * Size);

    /// <summary>Undoes <see cref="Grouped"/>.</summary>
    public Tensor Ungrouped(Tensor x, Shape shape) => Weights == NormWeights.Group
        ? x.Reshape(Groups, Planes, Size).Transpose(0, 1).Reshape(shape)
        : x.Reshape(shape);

    /// <summary>Weights seen so that they broadcast to (groups, elements).</summary>
    public Tensor Spread(Tensor weight) => Weights switch
    {
        NormWeights.Element => weight.Reshape(1, Size),
        NormWeights.Group => weight.Reshape(Groups, 1),
        _ => weight.Reshape(1, Cycle, Planes, 1).Expand(Groups / Cycle, Cycle, Planes, Size).Reshape(Groups, Planes * Size),
    };

    /// <summary>The transpose of <see cref="Spread"/>: elements summed to their weights.</summary>
    public Tensor Gathered(Tensor x) => Weights switch
    {
        NormWeights.Element => x.Sum(0),
        NormWeights.Group => x.Sum(1),
        _ => x.Reshape(Groups / Cycle, Cycle, Planes, Size).Sum([0, 3]).Reshape(Cycle * Planes),
    };
}
