namespace Athanor.Autograd;

/// <summary>Something that a pass can put its mark on, so that it finds what it knows of it without a dictionary.</summary>
internal abstract class Claimable
{
    /// <summary>The set that holds it, if any.</summary>
    internal object? ClaimedBy;

    /// <summary>Its place there.</summary>
    internal int ClaimedAt;
}

/// <summary>
/// A numbered set of objects that are marked as its members. An object that another pass holds (one further out on this thread, or one of
/// another thread) goes into a dictionary instead.
/// </summary>
internal sealed class Claims<T>
    where T : Claimable
{
    private T[] _members = new T[16];
    private Dictionary<T, int>? _elsewhere;

    /// <summary>The number of members.</summary>
    public int Count { get; private set; }

    public T this[int place] => _members[place];

    public bool Contains(T item) => ReferenceEquals(item.ClaimedBy, this) || (_elsewhere is { Count: > 0 } others && others.ContainsKey(item));

    /// <summary>The place of an object, which becomes a member if it is not one.</summary>
    public int Claim(T item)
    {
        if (ReferenceEquals(item.ClaimedBy, this))
            return item.ClaimedAt;
        if (Interlocked.CompareExchange(ref item.ClaimedBy, this, null) is null)
            item.ClaimedAt = Count;
        else if (_elsewhere is not null && _elsewhere.TryGetValue(item, out int known))
            return known;
        else
            (_elsewhere ??= new Dictionary<T, int>(ReferenceEqualityComparer.Instance)).Add(item, Count);
        if (Count == _members.Length)
            Array.Resize(ref _members, 2 * Count);
        _members[Count] = item;
        return Count++;
    }

    /// <summary>Lets go of all members.</summary>
    public void Release()
    {
        for (int i = 0; i < Count; i++)
            if (ReferenceEquals(_members[i].ClaimedBy, this))
                Volatile.Write(ref _members[i].ClaimedBy, null);
        Array.Clear(_members, 0, Count);
        _elsewhere?.Clear();
        Count = 0;
    }
}
