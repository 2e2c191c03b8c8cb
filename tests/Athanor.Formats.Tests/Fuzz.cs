namespace Athanor.Formats.Tests;

/// <summary>
/// Gives a reader damaged copies of a file: every truncation, then seeded mutations. It may read them or refuse them with
/// <see cref="MalformedFileException"/>, and may allocate only in proportion to the file.
/// </summary>
public static class Fuzz
{
    private const int Mutations = 2000;

    /// <param name="good">A file that the reader takes.</param>
    /// <param name="read">Opens the file at a path and touches everything in it.</param>
    /// <param name="fixedCost">Bytes that reading costs whatever the file's size: buffers, an exception's text.</param>
    public static void Run(byte[] good, Action<string> read, long fixedCost = 1 << 18)
    {
        using var folder = new TempFolder();
        read(folder.Put("good", good));
        for (int length = 0; length < good.Length; length++)
            Try(folder, good[..length], read, fixedCost, $"the first {length} bytes");
        for (int seed = 0; seed < Mutations; seed++)
            Try(folder, Mutate(good, new Random(seed)), read, fixedCost, $"mutation {seed}");
    }

    private static void Try(TempFolder folder, byte[] bytes, Action<string> read, long fixedCost, string what)
    {
        string path = folder.Put("damaged", bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(path);
        }
        catch (MalformedFileException error)
        {
            Assert.Contains("damaged", error.Message);
            Assert.Contains("expected", error.Message);
        }
        catch (Exception error)
        {
            Assert.Fail($"{what}: {error}");
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < fixedCost + 64L * bytes.Length, $"{what}: {allocated} bytes allocated for a file of {bytes.Length}");
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = new List<byte>(good);
        byte[] striking = [0, 1, 0x7F, 0x80, 0xFF, (byte)'9', (byte)'0', (byte)'"', (byte)'{', (byte)'[', (byte)'-', (byte)','];
        for (int count = random.Next(1, 5); count > 0 && bytes.Count > 0; count--)
        {
            // Half of the blows fall on the head, where the structure is.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Count, 128) : bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = striking[random.Next(striking.Length)]; break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes.Insert(at, striking[random.Next(striking.Length)]); break;
                case 4: bytes.RemoveAt(at); break;
                default:
                    int length = Math.Min(random.Next(1, 17), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }
        return [.. bytes];
    }
}
