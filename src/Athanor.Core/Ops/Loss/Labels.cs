namespace Athanor.Ops;

/// <summary>Class labels.</summary>
internal static unsafe class Labels
{
    /// <summary>Refuses labels that are no class; only those equal to <paramref name="ignore"/> may be.</summary>
    public static void Check(string op, Tensor target, int classes, long? ignore)
    {
        Tensor labels = target.IsContiguous ? target : Copy.Packed(target);
        long* values = labels.Pointer<long>();
        long wrong = 0;
        bool found = false;
        for (long i = 0; i < labels.Count && !found; i++)
            if ((ulong)values[i] >= (ulong)classes && values[i] != ignore)
                (found, wrong) = (true, values[i]);
        GC.KeepAlive(labels);
        if (!ReferenceEquals(labels, target))
            labels.Dispose();
        if (found)
            throw OutOfRange(op, wrong, classes);
    }

    /// <summary>The user's error about a label.</summary>
    public static TensorException OutOfRange(string op, long label, int classes) =>
        new(op, $"label {label} is out of range for {classes} classes (0 to {classes - 1})");
}
