namespace Athanor.Data;

/// <summary>Makes batches ahead of their use, a bounded number at once, and hands them out in order.</summary>
internal sealed class Prefetch : IDisposable
{
    private readonly Func<int, Batch> _make;
    private readonly Queue<Task<Batch>> _running = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _end;
    private readonly int _depth;
    private int _next;

    public Prefetch(Func<int, Batch> make, int first, int end, int depth)
    {
        (_make, _next, _end, _depth) = (make, first, end, depth);
        Fill();
    }

    /// <summary>The next batch; throws what its making threw.</summary>
    public Batch Take()
    {
        if (_depth == 0)
            return _make(_next++);
        Task<Batch> task = _running.Dequeue();
        Fill();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Stops: what was not begun is not made, what was made is released.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (Task<Batch> task in _running)
        {
            try
            {
                task.GetAwaiter().GetResult().Dispose();
            }
            catch (Exception)
            {
                // Nobody asked for this batch, so nobody needs to hear why it could not be made.
            }
        }
        _stop.Dispose();
    }

    private void Fill()
    {
        while (_running.Count < _depth && _next < _end)
        {
            int number = _next++;
            _running.Enqueue(Task.Run(() => _make(number), _stop.Token));
        }
    }
}
