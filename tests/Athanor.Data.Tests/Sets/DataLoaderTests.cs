using Athanor.Data;

namespace Athanor.Data.Tests.Sets;

public sealed class DataLoaderTests
{
    private static readonly IDataset _numbers = new TensorDataset(
        Tensor.From(Enumerable.Range(0, 23).Select(i => (float)i).ToArray(), 23, 1), Tensor.From(Enumerable.Range(0, 23).Select(i => (long)i).ToArray()));

    private static readonly IDataset _noisy = _numbers.WithTransform((b, random) => b.WithInput(b.Input + Tensor.Rand(b.Input.Shape, random: random)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void An_epoch_has_every_sample_once(int prefetch)
    {
        var loader = new DataLoader(_numbers, 4, shuffle: true, seed: 5, prefetch: prefetch);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            long[] seen = [.. loader.NextEpoch().SelectMany(b => b.Target.ToArray<long>())];
            Assert.Equal(Enumerable.Range(0, 23).Select(i => (long)i), seen.Order());
            Assert.Equal(loader.Order(epoch).Select(i => (long)i), seen);
            Assert.Equal(new LoaderState(epoch + 1, 0), loader.State);
        }
        Assert.NotEqual(loader.Order(0), loader.Order(1));
        Assert.Equal(loader.Order(7), new DataLoader(_numbers, 4, shuffle: true, seed: 5).Order(7));
        Assert.NotEqual(loader.Order(0), new DataLoader(_numbers, 4, shuffle: true, seed: 6).Order(0));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    public void A_loader_goes_on_where_another_stopped(int before, int after)
    {
        var whole = new DataLoader(_noisy, 5, shuffle: true, seed: 9, prefetch: before);
        var expected = new List<string>();
        for (int epoch = 0; epoch < 3; epoch++)
            expected.AddRange(whole.NextEpoch().Select(Print));
        for (int stop = 0; stop <= expected.Count; stop++)
        {
            var first = new DataLoader(_noisy, 5, shuffle: true, seed: 9, prefetch: before);
            var got = new List<string>();
            while (got.Count < stop)
                got.AddRange(first.NextEpoch().Take(Math.Min(5, stop - got.Count)).Select(Print));
            var second = new DataLoader(_noisy, 5, shuffle: true, seed: 9, prefetch: after) { State = first.State };
            while (second.State.Epoch < 3)
                got.AddRange(second.NextEpoch().Select(Print));
            Assert.Equal(expected, got);
        }
    }

    [Fact]
    public void Last_batches_are_kept_or_dropped()
    {
        Assert.Equal([4, 4, 4, 4, 4, 3], new DataLoader(_numbers, 4).NextEpoch().Select(b => b.Count));
        var dropping = new DataLoader(_numbers, 4, dropLast: true);
        Assert.Equal([4, 4, 4, 4, 4], dropping.NextEpoch().Select(b => b.Count));
        Assert.Equal(20, dropping.SamplesPerEpoch);
        Assert.Contains("one full batch of 24", Assert.Throws<ArgumentException>(() => new DataLoader(_numbers, 24, dropLast: true)).Message);
    }

    [Fact]
    public void An_error_of_the_data_comes_out_at_its_batch()
    {
        IDataset broken = _numbers.WithTransform((b, _) => b.Target.ToArray<long>().Contains(9) ? throw new InvalidDataException("sample 9") : b);
        foreach (int prefetch in new[] { 0, 3 })
        {
            var got = new List<int>();
            var error = Assert.Throws<InvalidDataException>(() =>
            {
                foreach (Batch batch in new DataLoader(broken, 4, prefetch: prefetch).NextEpoch())
                    got.Add(batch.Count);
            });
            Assert.Equal(("sample 9", 2), (error.Message, got.Count));
        }
    }

    [Fact]
    public void Batches_are_made_ahead_but_not_without_bound()
    {
        int made = 0;
        IDataset counted = _numbers.WithTransform((b, _) =>
        {
            Interlocked.Increment(ref made);
            return b;
        });
        using IEnumerator<Batch> batches = new DataLoader(counted, 1, prefetch: 3).NextEpoch().GetEnumerator();
        batches.MoveNext();
        SpinWait.SpinUntil(() => Volatile.Read(ref made) == 4, 5000);
        Thread.Sleep(30);
        Assert.Equal(4, Volatile.Read(ref made));
    }

    [Fact]
    public void A_batch_ends_with_its_turn_unless_it_is_kept()
    {
        Batch? first = null, second = null;
        foreach (Batch batch in new DataLoader(_numbers, 4).NextEpoch())
        {
            if (first is null)
                first = batch;
            else
                second ??= batch.Keep();
        }
        Assert.True(first!.Input.IsReleased);
        Assert.False(second!.Input.IsReleased);
    }

    private static string Print(Batch batch) => string.Join(' ', batch.Input.ToArray<float>().Select(BitConverter.SingleToInt32Bits));
}
