using Athanor.Ops;

namespace Athanor.Backends.Cpu;

/// <summary>
/// Temporaries for kernels that are written for float, double and long alone: other types are widened on the way in and rounded once on the
/// way out.
/// </summary>
internal static class WideTensors
{
    /// <summary>The tensor itself if it is of the type and lies without gaps, else such a copy; to be given to <see cref="Close"/>.</summary>
    public static Tensor Open(Tensor source, DType lane)
    {
        if (source.DType == lane && source.IsContiguous)
            return source;
        Tensor target = CpuAllocator.Fresh(source.Shape, lane);
        StridedCopy.Run(source, target);
        return target;
    }

    /// <summary>Where to write what becomes <paramref name="output"/>: itself if it is of the type, else a temporary.</summary>
    public static Tensor OpenOutput(Tensor output, DType lane) => output.DType == lane ? output : CpuAllocator.Fresh(output.Shape, lane);

    /// <summary>Lets go of a temporary.</summary>
    public static void Close(Tensor wide, Tensor original)
    {
        if (!ReferenceEquals(wide, original))
            wide.Dispose();
    }

    /// <summary>Rounds a temporary into the output that it stands for and lets go of it.</summary>
    public static void CloseOutput(Tensor wide, Tensor output)
    {
        if (ReferenceEquals(wide, output))
            return;
        StridedCopy.Run(wide, output);
        wide.Dispose();
    }
}
