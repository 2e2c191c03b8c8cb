using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// The patches that a convolution's kernel sees, as columns: (N, C, H, W) or (C, H, W) to (N, C · kernel, positions), called unfold or
    /// im2col elsewhere.
    /// </summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input.</exception>
    public Tensor Unfold2d(Spatial kernel, Spatial dilation = default, Spatial padding = default, Spatial stride = default)
    {
        var p = new Patches("unfold", kernel, dilation, padding, stride);
        Tensor x = Batched("unfold", 2, out bool single);
        if (p.Padding != new Spatial(0, 0))
            x = x.Pad([p.Padding[1], p.Padding[1], p.Padding[0], p.Padding[0]]);
        int n = x.Shape[0], c = x.Shape[1];
        (int rows, int columns) = (p.Positions(0, x.Shape[2]), p.Positions(1, x.Shape[3]));
        foreach (ViewOp view in p.Views())
            x = Apply(view, x);
        Tensor y = x.Reshape(n, c * p.Kernel[0] * p.Kernel[1], rows * columns);
        return single ? y.Squeeze(0) : y;
    }

    /// <summary>The sum of patches at their places in an image: (N, C · kernel, positions) to (N, C, H, W); the transpose of <see cref="Unfold2d"/>.</summary>
    /// <exception cref="TensorException">The columns are not those of an image of that size.</exception>
    public Tensor Fold(Spatial outputSize, Spatial kernel, Spatial dilation = default, Spatial padding = default, Spatial stride = default)
    {
        var p = new Patches("fold", kernel, dilation, padding, stride);
        Spatial size = outputSize.For(2, 1, "fold", "output size", 1);
        if (Rank is < 2 or > 3)
            throw new TensorException("fold", $"expected (N, C · kernel, positions) or the same without N, got {Shape}");
        Tensor y = Rank == 2 ? Unsqueeze(0) : this;
        int taps = p.Kernel[0] * p.Kernel[1], h = size[0] + 2 * p.Padding[0], w = size[1] + 2 * p.Padding[1];
        (int rows, int columns) = (p.Positions(0, h), p.Positions(1, w));
        if (y.Shape[1] % taps != 0 || y.Shape[2] != rows * columns)
            throw new TensorException("fold", $"expected a multiple of {taps} rows and {rows * columns} positions for output {size}, got {Shape}");
        int n = y.Shape[0], c = y.Shape[1] / taps;
        ViewOp[] views = p.Views();
        var shapes = new Shape[views.Length];
        Shape shape = new(n, c, h, w);
        for (int i = 0; i < views.Length; i++)
        {
            shapes[i] = shape;
            shape = views[i].Apply(Layout.Contiguous(shape)).Shape;
        }
        y = y.Reshape(shape);
        for (int i = views.Length - 1; i >= 0; i--)
            y = views[i] is Permute order ? y.Permute(order.Inverse) : Apply(new Embed(views[i], shapes[i]), y);
        if (p.Padding != new Spatial(0, 0))
            y = y.Narrow(2, p.Padding[0], size[0]).Narrow(3, p.Padding[1], size[1]);
        return Rank == 2 ? y.Squeeze(0) : y;
    }

    /// <summary>The same as <see cref="Unfold2d"/>.</summary>
    public Tensor Im2Col(Spatial kernel, Spatial dilation = default, Spatial padding = default, Spatial stride = default) =>
        Unfold2d(kernel, dilation, padding, stride);

    /// <summary>How patches lie in an image.</summary>
    private readonly struct Patches
    {
        private readonly string _op;

        public Patches(string op, Spatial kernel, Spatial dilation, Spatial padding, Spatial stride)
        {
            _op = op;
            if (kernel.Count == 0)
                throw new TensorException(op, "the kernel size must be given");
            Kernel = kernel.For(2, 1, op, "kernel size", 1);
            Dilation = dilation.For(2, 1, op, "dilation", 1);
            Padding = padding.For(2, 0, op, "padding", 0);
            Stride = stride.For(2, 1, op, "stride", 1);
        }

        public Spatial Kernel { get; }

        public Spatial Padding { get; }

        private Spatial Dilation { get; }

        private Spatial Stride { get; }

        public int Positions(int dim, int padded)
        {
            int window = Dilation[dim] * (Kernel[dim] - 1) + 1;
            return padded >= window
                ? (padded - window) / Stride[dim] + 1
                : throw new TensorException(_op, $"the kernel of size {Kernel[dim]} (dilated {window}) exceeds the padded input of size {padded}");
        }

        /// <summary>From (N, C, H, W) to (N, C, kernel rows, kernel columns, rows, columns) without a copy.</summary>
        public ViewOp[] Views()
        {
            var views = new List<ViewOp>
            {
                new Windows(2, Dilation[0] * (Kernel[0] - 1) + 1, Stride[0]),
                new Windows(3, Dilation[1] * (Kernel[1] - 1) + 1, Stride[1]),
            };
            for (int i = 0; i < 2; i++)
                if (Dilation[i] > 1)
                    views.Add(new Slice(4 + i, 0, Kernel[i], Dilation[i]));
            views.Add(new Permute(new Dims(0, 1, 4, 5, 2, 3)));
            return views.ToArray();
        }
    }
}
