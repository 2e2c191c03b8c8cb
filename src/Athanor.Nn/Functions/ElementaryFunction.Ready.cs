using static Athanor.Nn.Functions.Elementary;

namespace Athanor.Nn.Functions;

public sealed partial class ElementaryFunction
{
    /// <summary>x.</summary>
    public static ElementaryFunction Identity { get; } = new("identity", x => x, u => 1 + 0 * u);

    /// <summary>sin x.</summary>
    public static ElementaryFunction Sine { get; } = new("sin", x => x.Sin(), Cos) { Mirror = (-1, 0, 0) };

    /// <summary>cos x.</summary>
    public static ElementaryFunction Cosine { get; } = new("cos", x => x.Cos(), u => -Sin(u)) { Mirror = (1, 0, 0) };

    /// <summary>tan x.</summary>
    public static ElementaryFunction Tangent { get; } = new("tan", x => x.Tan(), u => 1 + Pow(Tan(u), 2)) { Mirror = (-1, 0, 0) };

    /// <summary>arctan x.</summary>
    public static ElementaryFunction ArcTangent { get; } = new("atan", x => x.Atan(), u => 1 / (1 + Pow(u, 2))) { Mirror = (-1, 0, 0) };

    /// <summary>eˣ.</summary>
    public static ElementaryFunction Exponential { get; } = new("exp", x => x.Exp(), Exp);

    /// <summary>ln x.</summary>
    public static ElementaryFunction Logarithm { get; } = new("log", x => x.Log(), u => 1 / u);

    /// <summary>√x.</summary>
    public static ElementaryFunction SquareRoot { get; } = new("sqrt", x => x.Sqrt(), u => 0.5 / Sqrt(u));

    /// <summary>tanh x.</summary>
    public static ElementaryFunction HyperbolicTangent { get; } =
        new("tanh", x => x.Tanh(), u => 1 - Pow(Tanh(u), 2)) { Mirror = (-1, 0, 0) };

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static ElementaryFunction Logistic { get; } =
        new("sigmoid", x => x.Sigmoid(), u => Elementary.Sigmoid(u) * (1 - Elementary.Sigmoid(u))) { Mirror = (-1, 0, 1) };

    /// <summary>ln(1 + eˣ).</summary>
    public static ElementaryFunction SoftPlus { get; } = new("softplus", x => x.Softplus(), Elementary.Sigmoid) { Mirror = (1, -1, 0) };

    /// <summary>x where it is above 0, else 0.</summary>
    public static ElementaryFunction Rectifier { get; } = new("relu", x => x.Relu(), Step) { Mirror = (1, -1, 0) };

    /// <summary>|x|.</summary>
    public static ElementaryFunction Absolute { get; } = new("abs", x => x.Abs(), Sign) { Mirror = (1, 0, 0) };

    /// <summary>−1, 0 or 1.</summary>
    public static ElementaryFunction Signum { get; } = new("sign", x => x.Sign(), u => 0 * u) { Mirror = (-1, 0, 0) };

    /// <summary>1 where x is above 0, else 0: the threshold unit.</summary>
    public static ElementaryFunction Threshold { get; } = new("step", x => (x > 0.0).To(x.DType), u => 0 * u);
}
