using System.Runtime.InteropServices;
using Athanor.Backends;
using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The same values as another element type; this tensor itself if it has it. Differentiable between floats.</summary>
    public Tensor To(DType dtype) => dtype == DType ? this : Apply(new Copy(dtype), this);

    /// <summary>The same values on another device; this tensor itself if it is there.</summary>
    /// <exception cref="TensorException">The values of a meta tensor are asked for, which has none.</exception>
    public Tensor To(Device device)
    {
        Check();
        if (device == Device)
            return this;
        if (Device.Kind == DeviceKind.Meta)
            throw new TensorException("to", $"a meta tensor has no values to carry to {device}; make it there, or load a checkpoint into it");
        Tensor target = Executor.Direct(device).NewTensor(Spec with { Device = device });
        if (device.Kind != DeviceKind.Meta)
        {
            Tensor source = IsContiguous ? this : Copy.Packed(this);
            Carry(source, target);
            if (!ReferenceEquals(source, this))
                source.End("To");
        }
        Autograd.Tape.Record(new Transfer(device), [this], [target]);
        target.EnterScope(TensorScope.Current);
        return target;
    }

    /// <summary>A copy in memory of its own, row by row without gaps. Differentiable.</summary>
    public Tensor Clone() => Apply(new Copy(DType), this);

    /// <summary>The values row by row.</summary>
    /// <exception cref="TensorException">The type is not the tensor's.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        Check();
        if (DTypeOf<T>() != DType)
            throw new TensorException("to_array", $"the tensor holds {DType.Name()}, not {DTypeOf<T>().Name()}; convert it with To first");
        var values = new T[Count];
        CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Writes the elements' bytes row by row into <paramref name="bytes"/>, which must have just their size.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        Check();
        if (Device.Kind == DeviceKind.Meta)
            throw new TensorException("copy_to", "a meta tensor has no values");
        if (bytes.Length != Count * DType.Size())
            throw new TensorException("copy_to", $"the tensor has {Count * DType.Size()} bytes, the target {bytes.Length}");
        if (Count == 0)
            return;
        Tensor source = IsContiguous ? this : Copy.Packed(this);
        unsafe
        {
            Backend.For(Device).Download((nint)source.Pointer<byte>(), bytes);
        }
        GC.KeepAlive(source);
        if (!ReferenceEquals(source, this))
            source.End("CopyTo");
    }

    /// <summary>Sets the elements row by row from bytes, in place.</summary>
    public void CopyFrom(ReadOnlySpan<byte> bytes)
    {
        Check();
        if (bytes.Length != Count * DType.Size())
            throw new TensorException("copy_from", $"the tensor has {Count * DType.Size()} bytes, the source {bytes.Length}");
        if (Count == 0 || Device.Kind == DeviceKind.Meta)
            return;
        if (!IsContiguous)
            throw new TensorException("copy_from", "the target must lie without gaps");
        unsafe
        {
            Backend.For(Device).Upload(bytes, (nint)Pointer<byte>());
        }
        Storage!.Version++;
        GC.KeepAlive(this);
    }

    /// <summary>The only element as a double.</summary>
    /// <exception cref="TensorException">There is not exactly one element.</exception>
    public double Item()
    {
        if (Count != 1)
            throw new TensorException("item", $"expected a tensor of one element, got shape {Shape}");
        Span<byte> bytes = stackalloc byte[8];
        bytes = bytes[..DType.Size()];
        CopyTo(bytes);
        return DType switch
        {
            DType.Float32 => MemoryMarshal.Read<float>(bytes),
            DType.Float64 => MemoryMarshal.Read<double>(bytes),
            DType.Int64 => MemoryMarshal.Read<long>(bytes),
            DType.Int32 => MemoryMarshal.Read<int>(bytes),
            DType.Float16 => (double)MemoryMarshal.Read<Half>(bytes),
            DType.BFloat16 => (float)MemoryMarshal.Read<BFloat16>(bytes),
            _ => bytes[0],
        };
    }

    /// <summary>The only element as an integer.</summary>
    public long ItemInt64() => DType == DType.Int64 && Count == 1 ? ToArray<long>()[0] : (long)Item();

    private static void Carry(Tensor source, Tensor target)
    {
        if (source.Count == 0)
            return;
        var bytes = new byte[checked((int)(source.Count * source.DType.Size()))];
        source.CopyTo(bytes);
        target.CopyFrom(bytes);
    }
}
