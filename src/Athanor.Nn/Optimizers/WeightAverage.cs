using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// An average of a module's weights over training, which often generalises better than the last ones: exponential (Polyak; decay set) or of
/// all steps alike (stochastic weight averaging, Izmailov et al. 2018; decay null).
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly (string Name, Tensor Value)[] _live;
    private readonly Tensor[] _average;

    /// <summary>Starts from the module's weights and buffers as they are.</summary>
    /// <param name="module">The module.</param>
    /// <param name="decay">What is kept of the average each time; null weighs all alike.</param>
    /// <param name="warmUp">Whether the decay starts lower, at (1 + n) / (10 + n), so that the first weights are soon forgotten.</param>
    public WeightAverage(Module module, double? decay = 0.999, bool warmUp = false)
    {
        if (decay is < 0 or > 1)
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "must be between 0 and 1");
        (Decay, WarmUp) = (decay, warmUp);
        using GradMode.Restore mode = GradMode.NoGrad();
        _live = [.. module.StateDict().Select(p => (p.Key, p.Value)).DistinctBy(p => p.Value, ReferenceEqualityComparer.Instance)];
        _average = Array.ConvertAll(_live, p => p.Value.Detach().Clone().Keep());
    }

    /// <summary>What is kept of the average each time; null weighs all alike.</summary>
    public double? Decay { get; }

    /// <summary>Whether the decay starts lower.</summary>
    public bool WarmUp { get; }

    /// <summary>How often weights were taken in; part of the state.</summary>
    public long Updates { get; set; }

    /// <summary>The averages by the module's names; part of the state.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> StateDict() => [.. _live.Zip(_average, (l, a) => KeyValuePair.Create(l.Name, a))];

    /// <summary>Sets the averages from a saved state; give <see cref="Updates"/> back too.</summary>
    /// <exception cref="TensorException">A name is missing.</exception>
    public void LoadStateDict(IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        var given = new Dictionary<string, Tensor>(state);
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach (((string name, _), Tensor average) in _live.Zip(_average))
            average.CopyFrom(given.GetValueOrDefault(name) ?? throw new TensorException("load", $"the averages lack {name}"));
    }

    /// <summary>Takes in the weights as they are now; to be called after a step. Integer buffers are copied.</summary>
    public void Update()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        Updates++;
        double keep = Decay is not { } decay ? (Updates - 1.0) / Updates : WarmUp ? Math.Min(decay,
        (1.0 + Updates) / (10.0 + Updates)) : decay;
        for (int i = 0; i < _live.Length; i++)
            if (_average[i].DType.IsFloating())
                _average[i].LerpInPlace(_live[i].Value, 1 - keep);
            else
                _average[i].CopyFrom(_live[i].Value);
    }

    /// <summary>Puts the averages into the module until the returned object is disposed, for evaluation.</summary>
    public IDisposable Use()
    {
        Swap();
        return new Return(this);
    }

    /// <summary>Copies the averages into the module for good.</summary>
    public void CopyToModule()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        for (int i = 0; i < _live.Length; i++)
            _live[i].Value.CopyFrom(_average[i]);
    }

    /// <summary>Releases the averages.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _average)
            tensor.Dispose();
    }

    private void Swap()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        for (int i = 0; i < _live.Length; i++)
        {
            using TensorScope scope = TensorScope.Begin(nameof(WeightAverage));
            Tensor kept = _live[i].Value.Detach().Clone();
            _live[i].Value.CopyFrom(_average[i]);
            _average[i].CopyFrom(kept);
        }
    }

    private sealed class Return(WeightAverage owner) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (!_done)
                owner.Swap();
            _done = true;
        }
    }
}
