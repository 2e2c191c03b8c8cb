using Xunit.Sdk;

namespace Athanor.Data.Tests;

/// <summary>What every reader of files from outside is held to: damaged input is read or refused, in memory that it accounts for.</summary>
internal static class Fuzz
{
    private const long FixedCost = 1 << 20;
    private const int PerByte = 64;

    /// <summary>Reads every proper prefix of a file; each must be refused unless <paramref name="mayRead"/>.</summary>
    public static void Truncate(byte[] file, Action<byte[]> read, bool mayRead = false)
    {
        for (int length = 0; length < file.Length; length++)
            Assert.True(!Survives(file[..length], read) || mayRead, $"a prefix of {length} of {file.Length} bytes was read");
    }

    /// <summary>Reads the file 2,000 times with one to four bytes changed; returns how many of these were read.</summary>
    /// <param name="repair">Makes checksums right again, so that the change reaches what they guard.</param>
    public static int Mutate(byte[] file, ulong seed, Action<byte[]> read, Action<byte[]>? repair = null)
    {
        var generator = new SplitMix64(seed);
        int survived = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            var copy = file.ToArray();
            for (int change = generator.Below(4); change >= 0; change--)
                copy[generator.Below(copy.Length)] = (byte)generator.Next();
            repair?.Invoke(copy);
            survived += Survives(copy, read) ? 1 : 0;
        }
        return survived;
    }

    private static bool Survives(byte[] input, Action<byte[]> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool survived = true;
        try
        {
            read(input);
        }
        catch (DataFormatException)
        {
            survived = false;
        }
        catch (Exception e)
        {
            throw new XunitException($"expected DataFormatException for {Convert.ToHexString(input)}, got {e}");
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < PerByte * input.Length + FixedCost, $"{allocated} bytes for {Convert.ToHexString(input)}");
        return survived;
    }
}
