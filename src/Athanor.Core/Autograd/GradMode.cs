namespace Athanor.Autograd;

/// <summary>Whether operations are noted for gradients, for a stretch of code on one thread.</summary>
public static class GradMode
{
    [ThreadStatic]
    private static bool t_disabled;

    /// <summary>Whether this thread's operations are noted.</summary>
    public static bool Enabled => !t_disabled;

    /// <summary>Notes nothing until the returned object is disposed: for inference and for updates of parameters.</summary>
    public static Restore NoGrad() => Set(false);

    /// <summary>Notes operations until the returned object is disposed, also inside <see cref="NoGrad"/>.</summary>
    public static Restore WithGrad() => Set(true);

    /// <summary>Turns noting on or off until the returned object is disposed.</summary>
    public static Restore Set(bool enabled)
    {
        var restore = new Restore(t_disabled);
        t_disabled = !enabled;
        return restore;
    }

    /// <summary>Brings back the mode that held before.</summary>
    public readonly struct Restore : IDisposable
    {
        private readonly bool _disabled;

        internal Restore(bool disabled) => _disabled = disabled;

        /// <inheritdoc/>
        public void Dispose() => t_disabled = _disabled;
    }
}
