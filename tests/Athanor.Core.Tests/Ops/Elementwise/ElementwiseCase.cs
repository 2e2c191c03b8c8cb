namespace Athanor.Tests.Ops.Elementwise;

/// <summary>How an elementwise operator is judged: called as a user calls it, beside its definition in double.</summary>
/// <param name="Struct">The struct under Ops/Elementwise that it stands on.</param>
/// <param name="Apply">The call.</param>
/// <param name="Exact">Its definition.</param>
internal sealed record ElementwiseCase(Type Struct, Func<Tensor[], Tensor> Apply, Func<double[], double> Exact)
{
    /// <summary>The number of tensors.</summary>
    public int Arity { get; init; } = 1;

    /// <summary>Where the arguments are drawn from; the last stands for those that follow.</summary>
    public (double Low, double High)[] Domain { get; init; } = [(-3, 3)];

    /// <summary>Where the first argument's slope is not continuous; test points for gradients stay away.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>Whether there are kinks or steps at all integers, or at all integers of the quotient of two arguments.</summary>
    public bool HasSteps { get; init; }

    /// <summary>Whether there is a kink where two arguments meet.</summary>
    public bool HasMeetings { get; init; }

    /// <summary>Whether integer arguments give the same as exact values.</summary>
    public bool Integers { get; init; }

    /// <summary>Units in the last place of the type that an implementation may be off, relative to the largest argument or value.</summary>
    public double Slack { get; init; } = 8;

    /// <summary>Whether there is a gradient.</summary>
    public bool HasGradient { get; init; } = true;

    public string Name => Struct.Name;

    public double[] Arguments(Random random)
    {
        while (true)
        {
            var x = new double[Arity];
            for (int i = 0; i < Arity; i++)
            {
                (double low, double high) = Domain[Math.Min(i, Domain.Length - 1)];
                x[i] = Math.Round((low + (high - low) * random.NextDouble()) * 4096) / 4096;
            }
            if (IsSmooth(x))
                return x;
        }
    }

    private bool IsSmooth(double[] x)
    {
        const double Margin = 0.02;
        if (Array.Exists(Kinks, kink => Math.Abs(x[0] - kink) < Margin))
            return false;
        double steps = Arity == 1 ? x[0] : x[0] / x[1];
        if (HasSteps && Math.Abs(steps - Math.Round(steps)) < Margin)
            return false;
        for (int i = 0; HasMeetings && i < Arity; i++)
            for (int j = 0; j < i; j++)
                if (Math.Abs(x[i] - x[j]) < Margin)
                    return false;
        return true;
    }
}
