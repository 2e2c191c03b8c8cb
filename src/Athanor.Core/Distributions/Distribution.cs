using Athanor.Autograd;

namespace Athanor.Distributions;

/// <summary>
/// A probability distribution with tensors as parameters, after <c>torch.distributions</c>. Draws have the shape that is asked for, then
/// <see cref="BatchShape"/> (one independent distribution for each element of the parameters), then <see cref="EventShape"/> (one draw).
/// </summary>
public abstract class Distribution
{
    private protected Distribution(Shape batchShape, Shape? eventShape = null)
    {
        BatchShape = batchShape;
        EventShape = eventShape ?? Shape.Scalar;
    }

    /// <summary>The shape of the parameters: how many distributions there are.</summary>
    public Shape BatchShape { get; }

    /// <summary>The shape of one draw; a scalar's but for vectors such as those of <see cref="Dirichlet"/>.</summary>
    public Shape EventShape { get; }

    /// <summary>The mean; NaN or infinite where there is none.</summary>
    public abstract Tensor Mean { get; }

    /// <summary>The variance (of each component); NaN or infinite where there is none.</summary>
    public abstract Tensor Variance { get; }

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public Tensor Deviation => Variance.Sqrt();

    /// <summary>Whether <see cref="RSample"/> is there.</summary>
    public virtual bool HasRSample => true;

    /// <summary>Random draws, outside any graph.</summary>
    /// <param name="shape">How many; one if left out.</param>
    /// <param name="random">Where the numbers come from; the thread's stream if left out.</param>
    public Tensor Sample(Shape? shape = null, RandomSource? random = null)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        return Draw(Full(shape), random).Detach();
    }

    /// <summary>Random draws that are differentiable in the parameters.</summary>
    /// <exception cref="TensorException">The distribution's draws have no derivatives.</exception>
    public Tensor RSample(Shape? shape = null, RandomSource? random = null) => HasRSample
        ? Draw(Full(shape), random)
        : throw new TensorException(GetType().Name, "its draws have no derivatives; use Sample, and LogProb for a score-function gradient");

    /// <summary>The logarithm of the density (or probability) at a value, of the value's shape without <see cref="EventShape"/>.</summary>
    public abstract Tensor LogProb(Tensor value);

    /// <summary>−E[LogProb], in nats.</summary>
    public abstract Tensor Entropy();

    /// <summary>Draws of the full shape: what was asked for, the batch, one event.</summary>
    private protected abstract Tensor Draw(Shape shape, RandomSource? random);

    /// <summary>Standard normal numbers of a type and place of parameters.</summary>
    private protected static Tensor Normals(Shape shape, Tensor like, RandomSource? random)
    {
        using Defaults.Restore restore = Defaults.On(like.Device);
        return Tensor.RandN(shape, like.DType, random);
    }

    /// <summary>Uniform numbers strictly between 0 and 1.</summary>
    private protected static Tensor Uniforms(Shape shape, Tensor like, RandomSource? random)
    {
        using Defaults.Restore restore = Defaults.On(like.Device);
        return Tensor.Rand(shape, like.DType, random) * (1 - Math.ScaleB(1, -23)) + Math.ScaleB(1, -24);
    }

    /// <summary>Gamma numbers of rate 1, differentiable in the shape parameter.</summary>
    private protected static Tensor Gammas(Shape shape, Tensor concentration, RandomSource? random)
    {
        random ??= RandomSource.Default;
        ulong first = random.Offset;
        random.Offset += (ulong)shape.Count * (Ops.GammaSample.Tries + 1);
        return Tensor.Apply(new Ops.GammaSample(random.Seed, first), concentration.Expand(shape));
    }

    /// <summary>Two parameters of one shape and type.</summary>
    private protected static (Tensor A, Tensor B) Together(string name, Tensor a, Tensor b)
    {
        DType type = DTypes.Promote(a.DType, b.DType);
        if (!type.IsFloating())
            throw new TensorException(name, $"the parameters must be floating, got {a.DType.Name()} and {b.DType.Name()}");
        Shape shape = Shape.Broadcast(a.Shape, b.Shape, name);
        return (a.To(type).Expand(shape), b.To(type).Expand(shape));
    }

    /// <summary>x where a condition holds, else −∞: the logarithm of a density outside its support.</summary>
    private protected static Tensor Inside(Tensor condition, Tensor x) =>
        Tensor.Where(condition, x, x.Detach() * 0.0 + double.NegativeInfinity);

    private Shape Full(Shape? shape) => [.. shape ?? Shape.Scalar, .. BatchShape, .. EventShape];
}
