using Athanor.Autograd;

namespace Athanor.Nn;

/// <summary>
/// Moves parameters along their gradients. A step writes in place, outside every graph, and releases what it makes on the way; what it
/// remembers lives as long as the optimizer.
/// </summary>
public abstract class Optimizer
{
    private readonly Dictionary<Tensor, ParameterState> _states = new(ReferenceEqualityComparer.Instance);

    /// <summary>An optimizer of groups; what a group leaves open comes from the other arguments.</summary>
    /// <exception cref="ArgumentException">There is no group, a parameter is in two, or a number is out of its range.</exception>
    protected Optimizer(IEnumerable<ParameterGroup> groups, double learningRate, double weightDecay = 0)
    {
        Groups = [.. groups];
        if (Groups.Count == 0)
            throw new ArgumentException("an optimizer needs at least one group of parameters", nameof(groups));
        NotNegative(learningRate);
        NotNegative(weightDecay);
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (ParameterGroup group in Groups)
        {
            group.Default(learningRate, weightDecay);
            foreach (Tensor parameter in group.Parameters)
                if (!seen.Add(parameter))
                    throw new ArgumentException($"a parameter {parameter.Spec} is in two groups", nameof(groups));
        }
    }

    /// <summary>The groups of parameters.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>All parameters in the order that the state numbers them.</summary>
    public IEnumerable<Tensor> Parameters => Groups.SelectMany(g => g.Parameters);

    /// <summary>The first group's learning rate; setting it sets every group's.</summary>
    public double LearningRate
    {
        get => Groups[0].LearningRate;
        set
        {
            foreach (ParameterGroup group in Groups)
                group.LearningRate = value;
        }
    }

    /// <summary>Whether steps go up the gradient and not down.</summary>
    public bool Maximize { get; init; }

    /// <summary>Moves every parameter that has a gradient by one step.</summary>
    public virtual void Step()
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin(GetType().Name);
        BeginStep();
        foreach (ParameterGroup group in Groups)
            foreach (Tensor parameter in group.Parameters)
                if (parameter.Grad is { } gradient)
                {
                    // Each parameter's temporaries end before the next one's begin, so a step needs little memory.
                    using TensorScope inner = TensorScope.Begin(GetType().Name);
                    ParameterState state = StateOf(parameter);
                    state.Step++;
                    Update(group, parameter, Maximize ? -gradient : gradient, state);
                }
    }

    /// <summary>
    /// Computes the loss and its gradients by <paramref name="closure"/>, which clears old ones, then takes a step. Returns the loss.
    /// </summary>
    public virtual Tensor Step(Func<Tensor> closure)
    {
        Tensor loss = closure();
        Step();
        return loss;
    }

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (Tensor parameter in Parameters)
            if (parameter.RequiresGrad)
                parameter.Grad = null;
    }

    /// <summary>All that is needed to go on later; the tensors are the optimizer's own, so save them before the next step.</summary>
    public virtual OptimizerState StateDict()
    {
        var tensors = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((int i, ParameterGroup group) in Groups.Index())
        {
            numbers[$"group.{i}.learning_rate"] = group.LearningRate;
            numbers[$"group.{i}.weight_decay"] = group.WeightDecay;
        }
        foreach ((int i, Tensor parameter) in Parameters.Index())
        {
            if (!_states.TryGetValue(parameter, out ParameterState? state))
                continue;
            numbers[$"state.{i}.step"] = state.Step;
            foreach ((string name, Tensor value) in state.Tensors)
                tensors[$"state.{i}.{name}"] = value;
            foreach ((string name, double value) in state.Numbers)
                numbers[$"state.{i}.{name}"] = value;
        }
        return new OptimizerState(tensors, numbers);
    }

    /// <summary>Goes on from a state that an optimizer of the same kind and parameters gave; the tensors are copied.</summary>
    /// <exception cref="TensorException">The state has groups or parameters that this optimizer has not; nothing was changed.</exception>
    public virtual void LoadStateDict(OptimizerState state)
    {
        Tensor[] parameters = [.. Parameters];
        foreach (string name in state.Tensors.Keys.Concat(state.Numbers.Keys))
        {
            (string kind, int place, _) = Split(name);
            int count = kind == "group" ? Groups.Count : kind == "state" ? parameters.Length : 0;
            if (place >= count)
                throw new TensorException(
                    "load", $"the optimizer has {parameters.Length} parameters in {Groups.Count} groups, and nothing to put {name} into");
        }
        using GradMode.Restore mode = GradMode.NoGrad();
        foreach (ParameterState old in _states.Values)
            old.Clear();
        foreach ((string name, double value) in state.Numbers)
        {
            (string kind, int place, string own) = Split(name);
            if (kind == "group" && own == "learning_rate")
                Groups[place].LearningRate = value;
            else if (kind == "group" && own == "weight_decay")
                Groups[place].WeightDecay = value;
            else if (kind == "state" && own == "step")
                StateOf(parameters[place]).Step = (long)value;
            else if (kind == "state")
                StateOf(parameters[place]).Set(own, value);
        }
        foreach ((string name, Tensor value) in state.Tensors)
        {
            (_, int place, string own) = Split(name);
            StateOf(parameters[place]).Set(own, value.To(parameters[place].Device).Clone());
        }
    }

    /// <summary>What is remembered of a parameter.</summary>
    public ParameterState StateOf(Tensor parameter) =>
        _states.TryGetValue(parameter, out ParameterState? known) ? known : _states[parameter] = new ParameterState();

    /// <summary>Called once before the parameters of a step.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>
    /// Moves one parameter in place. Runs without a graph, in a scope of its own; the state's step is already counted up.
    /// </summary>
    protected abstract void Update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state);

    /// <summary>Refuses a negative number or NaN by the argument's name.</summary>
    protected static void NotNegative(double value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0))
            throw new ArgumentOutOfRangeException(name, value, "must not be negative");
    }

    /// <summary>Refuses a number outside [0, 1) by the argument's name.</summary>
    protected static void Share(double value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1))
            throw new ArgumentOutOfRangeException(name, value, "must be at least 0 and less than 1");
    }

    /// <summary>The parameters as the only group.</summary>
    protected static ParameterGroup[] One(IEnumerable<Tensor> parameters) => [new ParameterGroup(parameters)];

    private static (string Kind, int Place, string Name) Split(string key)
    {
        string[] parts = key.Split('.', 3);
        return parts.Length == 3 && int.TryParse(parts[1], out int place) && place >= 0 ? (parts[0], place, parts[2]) : ("", 0, key);
    }
}
