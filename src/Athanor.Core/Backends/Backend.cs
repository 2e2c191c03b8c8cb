using Athanor.Ops;

namespace Athanor.Backends;

/// <summary>A device's memory and its way of running operations now.</summary>
internal abstract class Backend : Executor
{
    private static readonly Backend s_cpu = new Cpu.CpuBackend();
    private static readonly Backend?[] s_others = new Backend?[3];

    public abstract Allocator Allocator { get; }

    /// <summary>The backend of a device.</summary>
    /// <exception cref="TensorException">No backend for such a device is loaded.</exception>
    public static Backend For(Device device) => device.Kind == DeviceKind.Cpu
        ? s_cpu
        : s_others[(int)device.Kind] ?? throw new TensorException("device", $"there is no memory or backend for {device} in this program");

    /// <summary>Copies bytes from main memory into the device's.</summary>
    public abstract void Upload(ReadOnlySpan<byte> source, nint target);

    /// <summary>Copies bytes from the device into main memory, after the work that makes them is done.</summary>
    public abstract void Download(nint source, Span<byte> target);

    public sealed override Tensor NewTensor(in TensorSpec spec)
    {
        var storage = Allocator.Take(spec.Shape.Count * spec.DType.Size());
        return new Tensor(storage, Layout.Contiguous(spec.Shape), spec.DType, spec.Device);
    }
}
