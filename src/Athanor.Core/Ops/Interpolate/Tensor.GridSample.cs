using Athanor.Ops;

namespace Athanor;

/// <summary>What lies between the elements of an image that is sampled.</summary>
public enum SampleMode
{
    /// <summary>Linear in each dimension.</summary>
    Bilinear,

    /// <summary>The nearest element, ties to even.</summary>
    Nearest,

    /// <summary>Cubic convolution with a = −0.75 (Keys 1981); for two dimensions.</summary>
    Bicubic,
}

/// <summary>What lies outside of an image that is sampled.</summary>
public enum SamplePadding
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The element at the border.</summary>
    Border,

    /// <summary>The image mirrored at its borders.</summary>
    Reflection,
}

public partial class Tensor
{
    /// <summary>
    /// Values of an image (N, C, H, W) or (N, C, D, H, W) at places of a grid (N, …, 2 or 3) whose last dimension holds x, y (and z) between
    /// −1 and 1 (Jaderberg et al. 2015).
    /// </summary>
    /// <param name="grid">The places.</param>
    /// <param name="mode">What lies between elements.</param>
    /// <param name="padding">What lies outside.</param>
    /// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost elements instead of their outer edges.</param>
    /// <exception cref="TensorException">Shapes do not fit.</exception>
    public Tensor GridSample(Tensor grid, SampleMode mode = SampleMode.Bilinear, SamplePadding padding = SamplePadding.Zeros, bool alignCorners = false)
    {
        int rank = Rank - 2;
        if (rank is < 2 or > 3 || grid.Rank != Rank || grid.Shape[^1] != rank || grid.Shape[0] != Shape[0])
            throw new TensorException("grid_sample", $"expected an image (N, C, H, W) or (N, C, D, H, W) and a grid (N, …, 2 or 3) of the same rank, got {Shape} and {grid.Shape}");
        if (mode == SampleMode.Bicubic && rank != 2)
            throw new TensorException("grid_sample", $"bicubic sampling is for two dimensions, got {Shape}");
        foreach (int size in Shape[2..])
            if (size == 0)
                throw new TensorException("grid_sample", $"spatial dimensions must not be empty, got {Shape}");
        var sampler = new Sampler(this, padding, alignCorners);
        Tensor flat = grid.Reshape(Shape[0], -1, rank);
        var at = new Tensor[rank];
        for (int d = 0; d < rank; d++)
            at[d] = sampler.Place(flat.Select(2, rank - 1 - d), d, bounded: mode != SampleMode.Bicubic);
        Tensor y = mode switch
        {
            SampleMode.Nearest => sampler.Nearest(at),
            SampleMode.Bilinear => sampler.Linear(at),
            _ => sampler.Cubic(at),
        };
        return y.Reshape([Shape[0], Shape[1], .. grid.Shape[1..^1]]);
    }

    /// <summary>Samples one image; places are in elements, one tensor (N, Q) for each dimension, outermost first.</summary>
    private readonly struct Sampler(Tensor image, SamplePadding padding, bool alignCorners)
    {
        private readonly Tensor _flat = image.Reshape(image.Shape[0], image.Shape[1], -1);

        /// <summary>From −1 … 1 to elements, and into the image as the padding says.</summary>
        public Tensor Place(Tensor coordinate, int dim, bool bounded)
        {
            int size = image.Shape[dim + 2];
            Tensor x = alignCorners ? (coordinate + 1.0) * ((size - 1) / 2.0) : ((coordinate + 1.0) * (double)size - 1.0) / 2.0;
            return bounded ? Bounded(x, size) : x;
        }

        public Tensor Nearest(Tensor[] at)
        {
            var rounded = new Tensor[at.Length];
            for (int d = 0; d < at.Length; d++)
                rounded[d] = at[d].Detach().Round();
            return At(rounded, null);
        }

        public Tensor Linear(Tensor[] at)
        {
            Tensor[] low = Array.ConvertAll(at, x => x.Detach().Floor());
            Tensor? sum = null;
            for (int corner = 0; corner < 1 << at.Length; corner++)
            {
                var place = new Tensor[at.Length];
                Tensor? weight = null;
                for (int d = 0; d < at.Length; d++)
                {
                    bool upper = (corner >> d & 1) == 1;
                    place[d] = upper ? low[d] + 1.0 : low[d];
                    Tensor part = at[d] - low[d];
                    part = upper ? part : 1.0 - part;
                    weight = weight is null ? part : weight * part;
                }
                Tensor value = At(place, weight);
                sum = sum is null ? value : sum + value;
            }
            return sum!;
        }

        public Tensor Cubic(Tensor[] at)
        {
            Tensor[] low = Array.ConvertAll(at, x => x.Detach().Floor());
            Tensor[] part = [at[0] - low[0], at[1] - low[1]];
            Tensor? sum = null;
            for (int i = -1; i <= 2; i++)
                for (int j = -1; j <= 2; j++)
                {
                    Tensor y = Bounded(low[0] + (double)i, image.Shape[2]), x = Bounded(low[1] + (double)j, image.Shape[3]);
                    Tensor value = At([y.Detach(), x.Detach()], Keys(part[0], i) * Keys(part[1], j));
                    sum = sum is null ? value : sum + value;
                }
            return sum!;
        }

        /// <summary>The kernel of cubic convolution at the distance of tap <paramref name="i"/>.</summary>
        private static Tensor Keys(Tensor t, int i)
        {
            const double a = -0.75;
            Tensor x = i <= 0 ? t - (double)i : (double)i - t;
            return i is 0 or 1 ? ((x * (a + 2) - (a + 3)) * x * x) + 1.0 : ((x * a - 5 * a) * x + 8 * a) * x - 4 * a;
        }

        /// <summary>The image's values at whole places, weighted; outside of it zeros.</summary>
        private Tensor At(Tensor[] place, Tensor? weight)
        {
            Tensor? index = null, inside = null;
            for (int d = 0; d < place.Length; d++)
            {
                int size = image.Shape[d + 2];
                Tensor safe = place[d].Clamp(0, size - 1).To(Athanor.DType.Int64);
                index = index is null ? safe : index * size + safe;
                Tensor within = (place[d] >= 0).LogicalAnd(place[d] <= size - 1);
                inside = inside is null ? within : inside.LogicalAnd(within);
            }
            Tensor factor = inside!.To(image.DType);
            if (weight is not null)
                factor = weight * factor;
            return Apply(new PlaneTake(), _flat, index!) * factor.Unsqueeze(1);
        }

        private Tensor Bounded(Tensor x, int size)
        {
            if (padding == SamplePadding.Zeros)
                return x;
            if (padding == SamplePadding.Reflection)
                x = alignCorners ? Reflected(x, 0, size - 1) : Reflected(x, -0.5, size);

            // Outside there is no slope, and at the very border neither.
            return x.Hardtanh(0, size - 1);
        }

        private static Tensor Reflected(Tensor x, double low, double span)
        {
            if (span <= 0)
                return x * 0.0;
            Tensor distance = (x - low).Abs();
            Tensor flips = (distance.Detach() / span).Floor();
            Tensor extra = distance - flips * span;
            Tensor odd = (flips - (flips / 2.0).Floor() * 2.0).NotEqualTo(0);
            return Where(odd, span - extra, extra) + low;
        }
    }
}
