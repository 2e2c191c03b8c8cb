using Athanor.Autograd;
using Athanor.Ops;

namespace Athanor;

/// <summary>What a bag of embeddings is made into.</summary>
public enum BagMode
{
    /// <summary>The sum of its rows.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their largest elements.</summary>
    Max,
}

public partial class Tensor
{
    /// <summary>Rows of a table (rows, size), one for each index: this tensor's shape, then size. This tensor holds the indices (int64).</summary>
    /// <param name="weight">The table.</param>
    /// <param name="paddingIndex">A row that gets no gradient; negative counts from the end.</param>
    /// <exception cref="TensorException">An index is no row.</exception>
    public Tensor Embedding(Tensor weight, int? paddingIndex = null) => Apply(new EmbeddingRows(PaddingRow("embedding", weight, paddingIndex)), weight, this);

    /// <summary>
    /// Sums, means or maxima of bags of rows of a table: bags are this matrix's rows, or stretches of this vector that begin at
    /// <paramref name="offsets"/>. Empty bags give 0.
    /// </summary>
    /// <param name="weight">The table (rows, size).</param>
    /// <param name="offsets">Where each bag begins, int64; for a vector of indices.</param>
    /// <param name="mode">What is made of a bag.</param>
    /// <param name="perSampleWeights">A factor for each index; for sums only.</param>
    /// <param name="paddingIndex">A row that counts nowhere.</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last bag.</param>
    /// <exception cref="TensorException">Indices, offsets or weights do not fit.</exception>
    public Tensor EmbeddingBag(
        Tensor weight, Tensor? offsets = null, BagMode mode = BagMode.Mean, Tensor? perSampleWeights = null, int? paddingIndex = null, bool includeLastOffset = false)
    {
        const string op = "embedding_bag";
        if (perSampleWeights is not null && (mode != BagMode.Sum || perSampleWeights.Shape != Shape))
            throw new TensorException(op, $"weights of samples are for sums and must have the indices' shape {Shape}, got {perSampleWeights.Shape} for {mode}");
        if (Rank is not (1 or 2) || (Rank == 1) != offsets is not null)
            throw new TensorException(op, $"expected a matrix of indices without offsets or a vector with offsets, got {Shape}");
        int padding = PaddingRow(op, weight, paddingIndex);
        Tensor indices = Reshape(-1), bags = BagOf(op, offsets, includeLastOffset, out int count);
        Tensor rows = indices.Embedding(weight, paddingIndex);
        Tensor counts = padding < 0 ? indices.OnesLike().To(weight.DType) : indices.NotEqualTo(padding).To(weight.DType);
        if (mode == BagMode.Max)
            return LargestOfBags(rows, bags, counts, count);
        Tensor sum = Zeros(rows.Spec.With(new Shape(count, weight.Shape[1])));
        if (perSampleWeights is not null)
            rows = rows * perSampleWeights.Reshape(-1, 1);
        sum = sum.IndexAdd(0, bags, rows * counts.Unsqueeze(1));
        if (mode == BagMode.Sum)
            return sum;
        Tensor sizes = Zeros(counts.Spec.With(new Shape(count))).IndexAdd(0, bags, counts);
        return sum / sizes.Clamp(low: 1).Unsqueeze(1);
    }

    /// <summary>1 at each element's own place of a new last dimension, else 0. This tensor holds classes (int64).</summary>
    /// <param name="classes">How many classes there are; one more than the largest if not given.</param>
    /// <exception cref="TensorException">An element is no class.</exception>
    public Tensor OneHot(int? classes = null)
    {
        if (DType != Athanor.DType.Int64)
            throw new TensorException("one_hot", $"expected int64, got {DType.Name()}");
        if (classes is null && Count == 0)
            throw new TensorException("one_hot", "without elements the number of classes must be given");
        int size = classes ?? checked((int)Max().ItemInt64() + 1);
        if (Device.Kind == DeviceKind.Cpu)
            Labels.Check("one_hot", this, size, null);
        return Unsqueeze(-1).EqualTo(Arange(size).To(Device)).To(Athanor.DType.Int64);
    }

    private static int PaddingRow(string op, Tensor weight, int? index)
    {
        if (weight.Rank != 2)
            throw new TensorException(op, $"the weight must have shape (rows, size), got {weight.Shape}");
        if (index is not { } i)
            return -1;
        if (i < -weight.Shape[0] || i >= weight.Shape[0])
            throw new TensorException(op, $"padding index {i} is out of range for a table of {weight.Shape[0]} rows");
        return i < 0 ? i + weight.Shape[0] : i;
    }

    /// <summary>Which bag each index belongs to.</summary>
    private Tensor BagOf(string op, Tensor? offsets, bool includeLastOffset, out int count)
    {
        if (offsets is null)
        {
            count = Shape[0];
            return Arange(count).To(Device).Unsqueeze(1).Expand(Shape).Reshape(-1);
        }
        if (offsets.Rank != 1 || offsets.DType != Athanor.DType.Int64)
            throw new TensorException(op, $"offsets must be a vector of int64, got {offsets.Spec}");
        count = offsets.Shape[0] - (includeLastOffset ? 1 : 0);
        if (Device.Kind == DeviceKind.Meta)
            return this;
        long[] starts = offsets.ToArray<long>();
        var bags = new long[Count];
        for (int i = 0, bag = -1; i < bags.Length; i++)
        {
            while (bag + 1 < count && starts[bag + 1] <= i)
                bag++;
            bags[i] = Math.Max(bag, 0);
        }
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] > Count)
            throw new TensorException(op, $"offsets must begin with 0 and not exceed the {Count} indices");
        return From(bags, bags.Length).To(Device);
    }

    /// <summary>Each bag as a row of places in the list of rows, so that the largest can be picked with a gradient to the first of equal ones.</summary>
    private static Tensor LargestOfBags(Tensor rows, Tensor bags, Tensor counts, int count)
    {
        Tensor result = Zeros(rows.Spec.With(new Shape(count, rows.Shape[1])));
        if (rows.Count == 0 || result.Count == 0 || rows.Device.Kind == DeviceKind.Meta)
            return result;
        Tensor places;
        Tensor filled;
        using (GradMode.NoGrad())
        {
            (long[] first, bool[] any) = WhereLargest(rows, bags, counts, count);
            places = From(first, count, rows.Shape[1]);
            filled = From(any, count, 1);
        }
        return Where(filled, rows.Gather(0, places), result);
    }

    private static (long[] First, bool[] Any) WhereLargest(Tensor rows, Tensor bags, Tensor counts, int count)
    {
        int size = rows.Shape[1];
        double[] values = rows.To(Athanor.DType.Float64).ToArray<double>(), counted = counts.To(Athanor.DType.Float64).ToArray<double>();
        long[] owner = bags.ToArray<long>();
        var first = new long[count * size];
        var any = new bool[count];
        for (int i = 0; i < owner.Length; i++)
        {
            if (counted[i] == 0)
                continue;
            int bag = (int)owner[i];
            for (int j = 0; j < size; j++)
                if (!any[bag] || values[i * size + j] > values[first[bag * size + j] * size + j])
                    first[bag * size + j] = i;
            any[bag] = true;
        }
        return (first, any);
    }
}
