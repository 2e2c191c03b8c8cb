namespace Athanor;

/// <summary>What new tensors get where nothing is said: a device and a floating type, each set for a stretch of code on one thread.</summary>
/// <example><code>using (Defaults.On(Device.Meta)) { var model = new LeNet(); }   // no memory, no initialisation</code></example>
public static class Defaults
{
    [ThreadStatic]
    private static Device t_device;

    [ThreadStatic]
    private static DType t_dtype;

    /// <summary>The device of new tensors on this thread; the CPU unless set.</summary>
    public static Device Device => t_device;

    /// <summary>The floating type of new tensors on this thread; float32 unless set.</summary>
    public static DType DType => t_dtype == DType.Bool ? DType.Float32 : t_dtype;

    /// <summary>Sets the device of new tensors until the returned object is disposed.</summary>
    public static Restore On(Device device)
    {
        var restore = new Restore(t_device, t_dtype);
        t_device = device;
        return restore;
    }

    /// <summary>Sets the floating type of new tensors until the returned object is disposed.</summary>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Restore With(DType dtype)
    {
        if (!dtype.IsFloating())
            throw new ArgumentException($"the default dtype must be floating, got {dtype.Name()}", nameof(dtype));
        var restore = new Restore(t_device, t_dtype);
        t_dtype = dtype;
        return restore;
    }

    /// <summary>Brings back the defaults that held before.</summary>
    public readonly struct Restore : IDisposable
    {
        private readonly Device _device;
        private readonly DType _dtype;

        internal Restore(Device device, DType dtype)
        {
            _device = device;
            _dtype = dtype;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            t_device = _device;
            t_dtype = _dtype;
        }
    }
}
