namespace Athanor.Nn;

public static partial class Init
{
    /// <summary>The identity matrix.</summary>
    /// <exception cref="TensorException">The shape is no matrix.</exception>
    public static Tensor Eye(Shape shape) => shape.Rank == 2
        ? Written(shape, values =>
        {
            for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
                values[i * (long)shape[1] + i] = 1;
        })
        : throw new TensorException("eye", $"expected a matrix, got {shape}");

    /// <summary>A convolution that hands its inputs through: 1 at the middle of each channel's own kernel, group by group.</summary>
    /// <exception cref="TensorException">The shape is no weight of a convolution, or the groups do not divide it.</exception>
    public static Tensor Dirac(Shape shape, int groups = 1)
    {
        if (shape.Rank is < 3 or > 5 || groups < 1 || shape[0] % groups != 0)
            throw new TensorException(
                "dirac", $"expected a convolution's weight (out, in / groups, …) with out divisible by {groups}, got {shape}");
        return Written(shape, values =>
        {
            long field = 1, middle = 0;
            for (int i = 2; i < shape.Rank; i++)
                (field, middle) = (field * shape[i], middle * shape[i] + shape[i] / 2);
            int perGroup = shape[0] / groups;
            for (int g = 0; g < groups; g++)
                for (int i = 0; i < Math.Min(perGroup, shape[1]); i++)
                    values[((g * perGroup + i) * (long)shape[1] + i) * field + middle] = 1;
        });
    }

    /// <summary>Normal, with a share of each column set to 0 (Martens 2010).</summary>
    /// <exception cref="TensorException">The shape is no matrix.</exception>
    public static Tensor Sparse(Shape shape, double sparsity, double deviation = 0.01)
    {
        if (shape.Rank != 2)
            throw new TensorException("sparse", $"expected a matrix, got {shape}");
        return Written(shape, values =>
        {
            Draw(values, deviation);
            int zeros = (int)Math.Ceiling(sparsity * shape[0]);
            for (int column = 0; column < shape[1]; column++)
                foreach (int row in RandomSource.Default.Permutation(shape[0]).AsSpan(0, zeros))
                    values[row * (long)shape[1] + column] = 0;
        });
    }

    /// <summary>
    /// A random matrix of orthonormal rows or columns (Saxe et al. 2014), uniform among them; further dimensions count as columns.
    /// </summary>
    /// <exception cref="TensorException">The shape has fewer than 2 dimensions.</exception>
    public static Tensor Orthogonal(Shape shape, double gain = 1)
    {
        if (shape.Rank < 2)
            throw new TensorException("orthogonal", $"expected at least 2 dimensions, got {shape}");
        return Written(shape, values =>
        {
            int rows = shape[0], columns = (int)(shape.Count / Math.Max(rows, 1));
            int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
            var vectors = new double[count][];
            for (int i = 0; i < count; i++)
                vectors[i] = Orthonormal(vectors.AsSpan(0, i), length);
            for (int i = 0; i < count; i++)
                for (int j = 0; j < length; j++)
                    values[rows <= columns ? (long)i * columns + j : (long)j * columns + i] = gain * vectors[i][j];
        });
    }

    /// <summary>
    /// A random unit vector at right angles to others; the projections are taken off twice, which is enough for all digits.
    /// </summary>
    private static double[] Orthonormal(ReadOnlySpan<double[]> others, int length)
    {
        var vector = new double[length];
        double size;
        do
        {
            Draw(vector, 1);
            for (int pass = 0; pass < 2; pass++)
                foreach (double[] other in others)
                {
                    double along = Dot(vector, other);
                    for (int i = 0; i < length; i++)
                        vector[i] -= along * other[i];
                }
            size = Math.Sqrt(Dot(vector, vector));
        }
        while (size < 1e-8);
        for (int i = 0; i < length; i++)
            vector[i] /= size;
        return vector;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Draw(double[] values, double deviation)
    {
        using TensorScope scope = TensorScope.Begin("Init");
        using Defaults.Restore device = Defaults.On(Device.Cpu);
        double[] drawn = Tensor.RandN([values.Length], DType.Float64).ToArray<double>();
        for (int i = 0; i < values.Length; i++)
            values[i] = drawn[i] * deviation;
    }

    private static Tensor Written(Shape shape, Action<double[]> write) => Made(shape, () =>
    {
        var values = new double[shape.Count];
        write(values);
        return Tensor.From(values, shape.ToArray()).To(Defaults.DType);
    });
}
