using System.Runtime.InteropServices;

namespace Athanor.Tests.Backends.Cpu;

/// <summary>Vectors convert to and from 16-bit floats as single numbers do.</summary>
public sealed class HalfRowsTests
{
    [Fact]
    public void All_halves_widen_to_their_values()
    {
        ushort[] bits = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];
        Half[] halves = MemoryMarshal.Cast<ushort, Half>(bits).ToArray();
        Assert.Equal(halves.Select(h => BitConverter.SingleToUInt32Bits((float)h)), Tensor.From(halves).To(DType.Float32).ToArray<float>().Select(BitConverter.SingleToUInt32Bits));
        BFloat16[] brains = MemoryMarshal.Cast<ushort, BFloat16>(bits).ToArray();
        Assert.Equal(brains.Select(b => BitConverter.SingleToUInt32Bits((float)b)), Tensor.From(brains).To(DType.Float32).ToArray<float>().Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Floats_round_to_the_nearest()
    {
        var random = new Random(4);
        float[] values = [.. Enumerable.Range(0, 200_003).Select(i => BitConverter.Int32BitsToSingle(random.Next() ^ (random.Next() << 1)))];

        // Ties, and those beside them, of every exponent.
        values = [.. values, .. Enumerable.Range(0, 65536).SelectMany(i => (float[])[
            (float)BitConverter.UInt16BitsToHalf((ushort)i) * (1 + 1f / 2048), BitConverter.UInt32BitsToSingle((uint)i << 16 | 0x8000), BitConverter.UInt32BitsToSingle((uint)i << 16 | 0x7FFF)])];
        Half[] halves = Tensor.From(values).To(DType.Float16).ToArray<Half>();
        BFloat16[] brains = Tensor.From(values).To(DType.BFloat16).ToArray<BFloat16>();
        for (int i = 0; i < values.Length; i++)
        {
            Half expected = (Half)values[i];
            Assert.True(float.IsNaN(values[i]) ? Half.IsNaN(halves[i]) : BitConverter.HalfToUInt16Bits(halves[i]) == BitConverter.HalfToUInt16Bits(expected), $"{values[i]:R}: {halves[i]}, not {expected}");
            Assert.Equal(((BFloat16)values[i]).Bits, brains[i].Bits);
        }
    }
}
