namespace Athanor.Nn.Functions;

/// <summary>The elementary functions of networks, to be written as in a formula after <c>using static</c>.</summary>
public static class Elementary
{
    /// <summary>sin f.</summary>
    public static FunctionNetwork Sin(FunctionNetwork f) => ElementaryFunction.Sine.Of(f);

    /// <summary>cos f.</summary>
    public static FunctionNetwork Cos(FunctionNetwork f) => ElementaryFunction.Cosine.Of(f);

    /// <summary>tan f.</summary>
    public static FunctionNetwork Tan(FunctionNetwork f) => ElementaryFunction.Tangent.Of(f);

    /// <summary>arctan f.</summary>
    public static FunctionNetwork Atan(FunctionNetwork f) => ElementaryFunction.ArcTangent.Of(f);

    /// <summary>e to the f.</summary>
    public static FunctionNetwork Exp(FunctionNetwork f) => ElementaryFunction.Exponential.Of(f);

    /// <summary>ln f.</summary>
    public static FunctionNetwork Log(FunctionNetwork f) => ElementaryFunction.Logarithm.Of(f);

    /// <summary>√f.</summary>
    public static FunctionNetwork Sqrt(FunctionNetwork f) => ElementaryFunction.SquareRoot.Of(f);

    /// <summary>tanh f.</summary>
    public static FunctionNetwork Tanh(FunctionNetwork f) => ElementaryFunction.HyperbolicTangent.Of(f);

    /// <summary>1 / (1 + e to the −f).</summary>
    public static FunctionNetwork Sigmoid(FunctionNetwork f) => ElementaryFunction.Logistic.Of(f);

    /// <summary>ln(1 + e to the f).</summary>
    public static FunctionNetwork Softplus(FunctionNetwork f) => ElementaryFunction.SoftPlus.Of(f);

    /// <summary>f where it is above 0, else 0.</summary>
    public static FunctionNetwork Relu(FunctionNetwork f) => ElementaryFunction.Rectifier.Of(f);

    /// <summary>|f|.</summary>
    public static FunctionNetwork Abs(FunctionNetwork f) => ElementaryFunction.Absolute.Of(f);

    /// <summary>−1, 0 or 1.</summary>
    public static FunctionNetwork Sign(FunctionNetwork f) => ElementaryFunction.Signum.Of(f);

    /// <summary>1 where f is above 0, else 0.</summary>
    public static FunctionNetwork Step(FunctionNetwork f) => ElementaryFunction.Threshold.Of(f);

    /// <summary>f to a constant power.</summary>
    public static FunctionNetwork Pow(FunctionNetwork f, double exponent) => f.Continue(Build.Power(f.Output, exponent));
}
