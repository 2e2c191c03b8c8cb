namespace Athanor.Nn;

/// <summary>All that an optimizer needs to go on bit for bit: tensors and numbers by name.</summary>
/// <param name="Tensors">Such as <c>state.3.exp_avg</c>: of the fourth parameter, counted over all groups.</param>
/// <param name="Numbers">Such as <c>state.3.step</c> and <c>group.0.learning_rate</c>.</param>
public sealed record OptimizerState(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, double> Numbers);
