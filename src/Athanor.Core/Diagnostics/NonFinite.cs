using System.Numerics;

namespace Athanor.Diagnostics;

/// <summary>How many values of a tensor are no numbers or too large for their type.</summary>
/// <param name="NaN">How many are NaN.</param>
/// <param name="Infinite">How many are infinite.</param>
public readonly record struct NonFinite(long NaN, long Infinite)
{
    /// <summary>Whether there are any.</summary>
    public bool Any => NaN + Infinite > 0;

    /// <summary>Counts them; integers and tensors of the meta device have none.</summary>
    public static NonFinite Count(Tensor tensor)
    {
        if (IsFinite(tensor))
            return default;
        using TensorScope scope = TensorScope.Begin("NonFinite");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        long nan = 0, infinite = 0;
        foreach (double value in tensor.Detach().To(DType.Float64).ToArray<double>())
        {
            nan += double.IsNaN(value) ? 1 : 0;
            infinite += double.IsInfinity(value) ? 1 : 0;
        }
        return new NonFinite(nan, infinite);
    }

    /// <summary>Whether all values are finite: one pass over the memory, cheap enough for every step of a training.</summary>
    public static unsafe bool IsFinite(Tensor tensor)
    {
        tensor.Check();
        if (!tensor.DType.IsFloating() || tensor.Device.Kind != DeviceKind.Cpu || tensor.Count == 0)
            return true;
        if (tensor.IsContiguous && tensor.Count <= int.MaxValue && tensor.DType is DType.Float32 or DType.Float64)
        {
            int count = (int)tensor.Count;
            bool finite = tensor.DType == DType.Float32
                ? AllFinite(new ReadOnlySpan<float>(tensor.Pointer<float>(), count))
                : AllFinite(new ReadOnlySpan<double>(tensor.Pointer<double>(), count));
            GC.KeepAlive(tensor);
            return finite;
        }
        using TensorScope scope = TensorScope.Begin("NonFinite");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        return Array.TrueForAll(tensor.Detach().To(DType.Float64).ToArray<double>(), double.IsFinite);
    }

    /// <summary>"3 of 320 values are nan, 1 is infinite".</summary>
    internal string Describe(long count) => (NaN, Infinite) switch
    {
        (_, 0) => $"{NaN} of {count} values nan",
        (0, _) => $"{Infinite} of {count} values infinite",
        _ => $"{NaN} of {count} values nan and {Infinite} infinite",
    };

    /// <summary>x − x is 0 for finite x and NaN for the others, so one sum tells for all.</summary>
    private static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPoint<T>
    {
        int i = 0;
        Vector<T> sum = Vector<T>.Zero;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var lane = new Vector<T>(values[i..]);
            sum += lane - lane;
        }
        T rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
            rest += values[i] - values[i];
        return rest == T.Zero;
    }
}
