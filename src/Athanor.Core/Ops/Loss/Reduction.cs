namespace Athanor;

/// <summary>What a loss makes of its values for single elements.</summary>
public enum Reduction
{
    /// <summary>Their mean (weighted, where the loss has class weights).</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Themselves.</summary>
    None,

    /// <summary>Their sum divided by the size of the first dimension; for the Kullback-Leibler divergence.</summary>
    BatchMean,
}
