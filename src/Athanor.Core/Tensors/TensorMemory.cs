using Athanor.Backends;

namespace Athanor;

/// <summary>What tensors use of a device's memory, in bytes as allocated.</summary>
/// <param name="LiveBytes">Held by tensors now (those dropped and not yet collected included).</param>
/// <param name="PeakBytes">The most ever held since the start or the last reset.</param>
/// <param name="PoolBytes">Free, kept for the next tensors.</param>
/// <param name="LiveBlocks">How many blocks are held.</param>
public readonly record struct MemoryUse(long LiveBytes, long PeakBytes, long PoolBytes, long LiveBlocks);

/// <summary>Reads and tends the memory of tensors.</summary>
public static class TensorMemory
{
    /// <summary>What tensors use of a device's memory; of the CPU's if none is named.</summary>
    public static MemoryUse Use(Device device = default) => Backend.For(device).Allocator.Use();

    /// <summary>
    /// Waits until tensors that were dropped without being released have returned their memory, then reads it: what is live after this
    /// is really held by somebody.
    /// </summary>
    public static MemoryUse Settle(Device device = default)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Use(device);
    }

    /// <summary>Starts the peak anew from what is live now.</summary>
    public static void ResetPeak(Device device = default) => Backend.For(device).Allocator.ResetPeak();

    /// <summary>Gives the pool's unused blocks back to the system.</summary>
    public static void Trim(Device device = default) => Backend.For(device).Allocator.Trim();
}
