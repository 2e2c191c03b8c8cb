namespace Athanor.Ops;

/// <summary>Which input elements an output element is made of, and with which weights, along one dimension.</summary>
/// <param name="Mode">The kind of interpolation.</param>
/// <param name="Input">The size before.</param>
/// <param name="Output">The size after.</param>
/// <param name="Scale">By how much the user said that the size grows; 0 if it follows from the sizes.</param>
/// <param name="AlignCorners">Whether the centres of the first and last elements stay where they are, instead of their outer edges.</param>
/// <param name="Antialias">Whether a smaller output averages over what it covers.</param>
internal sealed record ResampleRule(InterpolateMode Mode, int Input, int Output, double Scale, bool AlignCorners, bool Antialias)
{
    private bool IsSmooth => Mode is InterpolateMode.Linear or InterpolateMode.Bicubic;

    /// <summary>Input elements for one step of the output.</summary>
    private double Step => AlignCorners && IsSmooth
        ? (Output > 1 ? (Input - 1.0) / (Output - 1) : 0)
        : Scale > 0 ? 1 / Scale : (double)Input / Output;

    /// <summary>For output o the taps from starts[o] to starts[o + 1]: places in the input and their weights.</summary>
    public (int[] Starts, int[] Places, double[] Weights) Taps()
    {
        var starts = new int[Output + 1];
        var places = new List<int>();
        var weights = new List<double>();
        for (int o = 0; o < Output; o++)
        {
            if (Antialias && IsSmooth)
                AddAntialiased(o, places, weights);
            else
                Add(o, places, weights);
            starts[o + 1] = places.Count;
        }
        return (starts, places.ToArray(), weights.ToArray());
    }

    /// <summary>The same taps listed by input element.</summary>
    public static (int[] Starts, int[] Places, double[] Weights) Transpose(int[] starts, int[] places, double[] weights, int input)
    {
        var result = new int[input + 1];
        foreach (int place in places)
            result[place + 1]++;
        for (int i = 0; i < input; i++)
            result[i + 1] += result[i];
        int[] next = result[..^1];
        var outputs = new int[places.Length];
        var factors = new double[places.Length];
        for (int o = 0; o + 1 < starts.Length; o++)
            for (int k = starts[o]; k < starts[o + 1]; k++)
            {
                int slot = next[places[k]]++;
                (outputs[slot], factors[slot]) = (o, weights[k]);
            }
        return (result, outputs, factors);
    }

    private void Add(int o, List<int> places, List<double> weights)
    {
        switch (Mode)
        {
            case InterpolateMode.Nearest or InterpolateMode.NearestExact:
                places.Add(Nearest(o));
                weights.Add(1);
                break;
            case InterpolateMode.Area:
                int start = (int)((long)o * Input / Output), end = (int)(((long)(o + 1) * Input + Output - 1) / Output);
                for (int i = start; i < end; i++)
                {
                    places.Add(i);
                    weights.Add(1.0 / (end - start));
                }
                break;
            case InterpolateMode.Linear:
                double x = AlignCorners ? Step * o : Math.Max(Step * (o + 0.5) - 0.5, 0);
                int first = Math.Min((int)x, Input - 1);
                double part = Math.Clamp(x - first, 0, 1);
                places.AddRange([first, Math.Min(first + 1, Input - 1)]);
                weights.AddRange([1 - part, part]);
                break;
            default:
                double at = AlignCorners ? Step * o : Step * (o + 0.5) - 0.5;
                int below = (int)Math.Floor(at);
                for (int i = -1; i <= 2; i++)
                {
                    places.Add(Math.Clamp(below + i, 0, Input - 1));
                    weights.Add(Cubic(at - below - i, -0.75));
                }
                break;
        }
    }

    /// <summary>In float32 as PyTorch, so that places on the border between two elements fall the same way.</summary>
    private int Nearest(int o)
    {
        float step = Scale > 0 ? (float)(1 / Scale) : (float)Input / Output;
        if (Mode == InterpolateMode.NearestExact)
            return Math.Min((int)MathF.Floor((float)((o + 0.5) * step)), Input - 1);
        if (Output == Input)
            return o;
        return Output == 2L * Input ? o >> 1 : Math.Min((int)MathF.Floor(o * step), Input - 1);
    }

    private void AddAntialiased(int o, List<int> places, List<double> weights)
    {
        double step = Step, wide = Math.Max(step, 1), support = (Mode == InterpolateMode.Linear ? 1 : 2) * wide, centre = step * (o + 0.5);
        int first = Math.Max((int)(centre - support + 0.5), 0), last = Math.Min((int)(centre + support + 0.5), Input);
        double total = 0;
        int begin = weights.Count;
        for (int i = first; i < last; i++)
        {
            double x = (i - centre + 0.5) / wide;
            double weight = Mode == InterpolateMode.Linear ? Math.Max(0, 1 - Math.Abs(x)) : Cubic(x, -0.5);
            places.Add(i);
            weights.Add(weight);
            total += weight;
        }
        for (int i = begin; i < weights.Count && total != 0; i++)
            weights[i] /= total;
    }

    /// <summary>Keys' kernel.</summary>
    internal static double Cubic(double x, double a)
    {
        x = Math.Abs(x);
        return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
    }
}
