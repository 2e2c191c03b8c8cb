using Athanor.Nn;

namespace Athanor.Conformance.Optimizers;

/// <summary>The optimizers of the reference's make_layers.py, by its names.</summary>
internal static class OptimizerTable
{
    private static readonly Dictionary<string, Func<Tensor[], Optimizer>> _optimizers = new()
    {
        ["sgd"] = p => new Sgd(p, 0.1),
        ["sgd-momentum"] = p => new Sgd(p, 0.1, momentum: 0.9, weightDecay: 1e-2),
        ["sgd-nesterov"] = p => new Sgd(p, 0.1, momentum: 0.9, nesterov: true),
        ["adam"] = p => new Adam(p, 1e-2),
        ["adam-amsgrad"] = p => new Adam(p, 1e-2, amsgrad: true, weightDecay: 1e-2),
        ["adamw"] = p => new AdamW(p, 1e-2, weightDecay: 0.1),
        ["adamax"] = p => new Adamax(p, 1e-2),
        ["nadam"] = p => new NAdam(p, 1e-2),
        ["radam"] = p => new RAdam(p, 1e-2),
        ["adagrad"] = p => new Adagrad(p, 1e-1),
        ["adadelta"] = p => new Adadelta(p, 1.0),
        ["rmsprop"] = p => new RmsProp(p, 1e-2),
        ["rmsprop-centered"] = p => new RmsProp(p, 1e-2, centered: true, momentum: 0.9),
        ["rprop"] = p => new Rprop(p, 1e-2),
        ["asgd"] = p => new Asgd(p, 1e-2),
        ["lbfgs"] = p => new Lbfgs(p, 0.5, maxIterations: 4),
    };

    /// <summary>What makes the optimizer; null if the name is not known.</summary>
    public static Func<Tensor[], Optimizer>? Find(string name) => _optimizers.GetValueOrDefault(name);
}
