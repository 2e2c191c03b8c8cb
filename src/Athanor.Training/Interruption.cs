using System.Runtime.InteropServices;

namespace Athanor.Training;

/// <summary>Takes Ctrl-C and SIGTERM as a wish to stop at the next step's border; the second one ends the process as if nobody listened.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration[] _signals;
    private readonly CancellationTokenRegistration _caller;
    private volatile bool _requested;

    public Interruption(bool signals, CancellationToken cancellation)
    {
        _signals = signals ? [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)] : [];
        _caller = cancellation.Register(() => _requested = true);
    }

    public bool Requested => _requested;

    /// <summary>Called on a thread of its own at the first signal.</summary>
    public Action? Noticed { get; set; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
        _caller.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_requested)
        {
            if (!Console.IsOutputRedirected)
                Console.Write("\e[?25h\n"); // the bar hides the cursor
            return;
        }
        context.Cancel = true;
        _requested = true;
        Noticed?.Invoke();
    }
}
