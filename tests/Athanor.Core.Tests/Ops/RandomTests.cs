using Athanor.Ops;

namespace Athanor.Tests.Ops;

/// <summary>The random stream: published answers, moments, and what its state means.</summary>
public sealed class RandomTests
{
    // From the authors' kat_vectors, philox4x32 10: key, counter, answer.
    [Theory]
    [InlineData("00000000 00000000", "00000000 00000000 00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff", "ffffffff ffffffff ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("a4093822 299f31d0", "243f6a88 85a308d3 13198a2e 03707344", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Blocks_are_those_that_were_published(string key, string counter, string answer)
    {
        uint[] k = Words(key), c = Words(counter), a = Words(answer);
        Assert.Equal((a[0], a[1], a[2], a[3]), RandomSource.Philox(k[0], k[1], c[0], c[1], c[2], c[3]));

        static uint[] Words(string text) => [.. text.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        using TensorScope scope = TensorScope.Begin("test");
        var random = new RandomSource(7);
        const int N = 200_000;
        Tensor u = Tensor.Rand([N], DType.Float64, random), z = Tensor.RandN([N], DType.Float64, random);
        double error = 5 / Math.Sqrt(N);
        Assert.Equal(0.5, u.Mean().Item(), 0.29 * error);
        Assert.Equal(1 / 12.0, u.Var().Item(), 0.1 * error);
        Assert.InRange(u.Min().Item(), 0, 1e-3);
        Assert.InRange(u.Max().Item(), 0.999, 1 - 1e-9);
        Assert.Equal(0, z.Mean().Item(), error);
        Assert.Equal(1, z.Var().Item(), 1.5 * error);
        Assert.Equal(0, z.Pow(3).Mean().Item(), 4 * error);
        Assert.Equal(3, z.Pow(4).Mean().Item(), 10 * error);
        Assert.Equal(0, (z.Narrow(0, 0, N - 1) * z.Narrow(0, 1, N - 1)).Mean().Item(), error);
        Tensor dice = Tensor.RandInt(1, 7, [N], random: random);
        Assert.Equal((1L, 6L), (dice.Min().ItemInt64(), dice.Max().ItemInt64()));
        Assert.Equal(3.5, dice.To(DType.Float64).Mean().Item(), 1.8 * error);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.BFloat16)]
    [InlineData(DType.Float16)]
    public void Uniform_numbers_stay_below_1(DType dtype)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor u = Tensor.Rand([100_000], dtype, new RandomSource(1));
        Assert.True(u.Max().Item() < 1);
        Assert.True(u.Min().Item() >= 0);
    }

    [Fact]
    public void The_state_is_seed_and_offset()
    {
        var random = new RandomSource(3);
        _ = Tensor.RandN([10], random: random);
        ulong offset = random.Offset;
        float[] once = Tensor.RandN([5], random: random).ToArray<float>();
        random.Offset = offset;
        Assert.Equal(once, Tensor.RandN([5], random: random).ToArray<float>());
        Assert.Equal(3UL, offset);
        Assert.NotEqual(once, Tensor.RandN([5], random: new RandomSource(4)).ToArray<float>());
        Assert.Equal(Enumerable.Range(0, 100), random.Permutation(100).Order());
        Assert.Equal(0, Tensor.Rand([0], random: random).Count);
        Assert.Throws<TensorException>(() => Tensor.RandInt(3, 3, [2]));
    }
}
