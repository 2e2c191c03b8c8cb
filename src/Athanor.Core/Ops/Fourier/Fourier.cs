using Athanor.Ops;

namespace Athanor;

/// <summary>
/// Discrete Fourier transforms of any length, with the names and defaults of <c>torch.fft</c>. A complex tensor is a real one with a last
/// dimension of size 2, real and imaginary part; <c>dim</c> counts without that dimension, so −1 is the last one before it. Norm
/// <c>backward</c> (the default) divides the inverse by n, <c>ortho</c> both ways by √n, <c>forward</c> the forward transform by n.
/// </summary>
public static partial class Fourier
{
    /// <summary>A complex tensor from its real and imaginary part (0 if left out).</summary>
    public static Tensor Complex(Tensor real, Tensor? imaginary = null) => Tensor.Stack([real, imaginary ?? real.ZerosLike()], -1);

    /// <summary>The real part.</summary>
    public static Tensor Real(Tensor x) => Checked("fft.real", x).Select(-1, 0);

    /// <summary>The imaginary part.</summary>
    public static Tensor Imaginary(Tensor x) => Checked("fft.imag", x).Select(-1, 1);

    /// <summary>The complex conjugate.</summary>
    public static Tensor Conjugate(Tensor x) => Complex(Real(x), -Imaginary(x));

    /// <summary>√(re² + im²); its gradient at 0 is 0.</summary>
    public static Tensor Abs(Tensor x) => Linalg.VectorNorm(Checked("fft.abs", x), 2, [-1]);

    /// <summary>The angle from the positive real axis, in (−π, π].</summary>
    public static Tensor Angle(Tensor x) => Imaginary(x).Atan2(Real(x));

    /// <summary>The complex product, element by element; shapes broadcast.</summary>
    public static Tensor Multiply(Tensor a, Tensor b)
    {
        Tensor ar = Real(a), ai = Imaginary(a), br = Real(b), bi = Imaginary(b);
        return Complex(ar * br - ai * bi, ar * bi + ai * br);
    }

    /// <summary>The transform of a complex tensor along one dimension, cut or filled with zeros to <paramref name="n"/>.</summary>
    public static Tensor Fft(Tensor x, int? n = null, int dim = -1, string norm = "backward") =>
        Along("fft.fft", x, n, dim, norm, inverse: false);

    /// <summary>The inverse transform of a complex tensor.</summary>
    public static Tensor Ifft(Tensor x, int? n = null, int dim = -1, string norm = "backward") =>
        Along("fft.ifft", x, n, dim, norm, inverse: true);

    /// <summary>The transform of a real tensor: the n/2 + 1 complex numbers that determine the rest.</summary>
    public static Tensor Rfft(Tensor x, int? n = null, int dim = -1, string norm = "backward")
    {
        int d = x.ResolveDim(dim, "fft.rfft");
        Tensor full = Along("fft.rfft", Complex(x), n, d, norm, inverse: false);
        return full.Narrow(d, 0, full.Shape[d] / 2 + 1);
    }

    /// <summary>The real tensor of n elements (2·(size − 1) if left out) whose <see cref="Rfft"/> is given.</summary>
    public static Tensor Irfft(Tensor x, int? n = null, int dim = -1, string norm = "backward")
    {
        int d = LogicalDim("fft.irfft", x, dim), size = n ?? 2 * (x.Shape[d] - 1), half = size / 2 + 1;
        if (size < 1)
            throw new TensorException("fft.irfft", $"the length must be at least 1, got {size} for shape {x.Shape}");
        Tensor first = Resized(x, d, half);
        // The other half is the conjugate, backward: of the numbers after the first, and before the middle one of an even length.
        Tensor rest = Conjugate(first.Narrow(d, 1, size - half)).Flip(d);
        return Real(Along("fft.irfft", size == half ? first : Tensor.Cat([first, rest], d), null, d, norm, inverse: true));
    }

    /// <summary>The real transform of half of a Hermitian-symmetric signal.</summary>
    public static Tensor Hfft(Tensor x, int? n = null, int dim = -1, string norm = "backward") =>
        Irfft(Conjugate(x), n, dim, Opposite(norm));

    /// <summary>The inverse of <see cref="Hfft"/>.</summary>
    public static Tensor Ihfft(Tensor x, int? n = null, int dim = -1, string norm = "backward") =>
        Conjugate(Rfft(x, n, dim, Opposite(norm)));

    /// <summary>The transform along the last two dimensions.</summary>
    public static Tensor Fft2(Tensor x, ReadOnlySpan<int> s = default, string norm = "backward") => FftN(x, s, [-2, -1], norm);

    /// <summary>The inverse of <see cref="Fft2"/>.</summary>
    public static Tensor Ifft2(Tensor x, ReadOnlySpan<int> s = default, string norm = "backward") => IfftN(x, s, [-2, -1], norm);

    /// <summary>The transform of a real tensor along its last two dimensions, the last one halved.</summary>
    public static Tensor Rfft2(Tensor x, ReadOnlySpan<int> s = default, string norm = "backward") => RfftN(x, s, [-2, -1], norm);

    /// <summary>The inverse of <see cref="Rfft2"/>.</summary>
    public static Tensor Irfft2(Tensor x, ReadOnlySpan<int> s = default, string norm = "backward") => IrfftN(x, s, [-2, -1], norm);

    /// <summary>
    /// The transform along several dimensions, all if none are named (the last as many as <paramref name="s"/> has sizes).
    /// </summary>
    public static Tensor FftN(Tensor x, ReadOnlySpan<int> s = default, ReadOnlySpan<int> dims = default, string norm = "backward") =>
        AlongAll("fft.fftn", x, s, Dims("fft.fftn", x.Rank - 1, s, dims), norm, inverse: false);

    /// <summary>The inverse of <see cref="FftN"/>.</summary>
    public static Tensor IfftN(Tensor x, ReadOnlySpan<int> s = default, ReadOnlySpan<int> dims = default, string norm = "backward") =>
        AlongAll("fft.ifftn", x, s, Dims("fft.ifftn", x.Rank - 1, s, dims), norm, inverse: true);

    /// <summary>The transform of a real tensor along several dimensions, the last one halved.</summary>
    public static Tensor RfftN(Tensor x, ReadOnlySpan<int> s = default, ReadOnlySpan<int> dims = default, string norm = "backward")
    {
        int[] named = Dims("fft.rfftn", x.Rank, s, dims);
        Tensor half = Rfft(x, s.Length > 0 ? s[^1] : null, named[^1], norm);
        return AlongAll("fft.rfftn", half, s.Length > 0 ? s[..^1] : s, named[..^1], norm, inverse: false);
    }

    /// <summary>The inverse of <see cref="RfftN"/>; the last size is 2·(size − 1) unless given.</summary>
    public static Tensor IrfftN(Tensor x, ReadOnlySpan<int> s = default, ReadOnlySpan<int> dims = default, string norm = "backward")
    {
        int[] named = Dims("fft.irfftn", x.Rank - 1, s, dims);
        Tensor half = AlongAll("fft.irfftn", x, s.Length > 0 ? s[..^1] : s, named[..^1], norm, inverse: true);
        return Irfft(half, s.Length > 0 ? s[^1] : null, named[^1], norm);
    }

    /// <summary>Frequency 0 moved to the middle of the dimensions (all of them if none are named; not the one of complex parts).</summary>
    public static Tensor FftShift(Tensor x, ReadOnlySpan<int> dims = default, bool isComplex = true) =>
        Shifted("fft.fftshift", x, dims, isComplex, forward: true);

    /// <summary>The inverse of <see cref="FftShift"/>.</summary>
    public static Tensor IfftShift(Tensor x, ReadOnlySpan<int> dims = default, bool isComplex = true) =>
        Shifted("fft.ifftshift", x, dims, isComplex, forward: false);

    /// <summary>The frequencies of <see cref="Fft"/>: 0, 1, …, −2, −1 over n·d.</summary>
    public static Tensor FftFreq(int n, double d = 1, DType? dtype = null)
    {
        Positive("fft.fftfreq", n);
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = (i < (n + 1) / 2 ? i : i - n) / (n * d);
        return Tensor.From(values).To(dtype ?? Defaults.DType);
    }

    /// <summary>The frequencies of <see cref="Rfft"/>: 0, 1, …, n/2 over n·d.</summary>
    public static Tensor RfftFreq(int n, double d = 1, DType? dtype = null)
    {
        Positive("fft.rfftfreq", n);
        var values = new double[n / 2 + 1];
        for (int i = 0; i < values.Length; i++)
            values[i] = i / (n * d);
        return Tensor.From(values).To(dtype ?? Defaults.DType);
    }

    private static Tensor Along(string op, Tensor x, int? n, int dim, string norm, bool inverse)
    {
        int d = LogicalDim(op, x, dim), size = n ?? x.Shape[d];
        Positive(op, size);
        double scale = norm switch
        {
            "backward" => inverse ? 1.0 / size : 1,
            "ortho" => 1 / Math.Sqrt(size),
            "forward" => inverse ? 1 : 1.0 / size,
            _ => throw new TensorException(op, $"norm must be 'backward', 'ortho' or 'forward', got '{norm}'"),
        };
        Tensor y = Resized(x, d, size).MoveDim(d, -2);
        y = Tensor.Apply(new FourierTransform(inverse), y);
        return (scale == 1 ? y : y * scale).MoveDim(-2, d);
    }

    private static Tensor AlongAll(string op, Tensor x, ReadOnlySpan<int> s, int[] dims, string norm, bool inverse)
    {
        Checked(op, x);
        for (int i = dims.Length - 1; i >= 0; i--)
            x = Along(op, x, s.Length > 0 ? s[i] : null, dims[i], norm, inverse);
        return x;
    }

    private static int[] Dims(string op, int rank, ReadOnlySpan<int> s, ReadOnlySpan<int> dims)
    {
        int count = dims.Length > 0 ? dims.Length : s.Length > 0 ? s.Length : rank;
        if (count < 1 || count > rank || (s.Length > 0 && s.Length != count))
            throw new TensorException(
                op, $"expected as many sizes as dimensions and at most {rank}, got {s.Length} sizes and {dims.Length} dimensions");
        var result = new int[count];
        for (int i = 0; i < count; i++)
        {
            int d = dims.Length > 0 ? dims[i] : rank - count + i;
            if (d < -rank || d >= rank)
                throw new TensorException(op, $"dim must be between {-rank} and {rank - 1}, got {d}");
            result[i] = d < 0 ? d + rank : d;
        }
        return result;
    }

    private static Tensor Checked(string op, Tensor x)
    {
        if (x.Rank < 1 || x.Shape[^1] != 2 || !x.DType.IsFloating())
            throw new TensorException(
                op, $"expected a complex tensor, that is a floating one with a last dimension of size 2, got {x.Spec}");
        return x;
    }

    private static int LogicalDim(string op, Tensor x, int dim)
    {
        int rank = Checked(op, x).Rank - 1;
        if (dim < -rank || dim >= rank)
            throw new TensorException(op, $"dim must be between {-rank} and {rank - 1} for the complex tensor {x.Shape}, got {dim}");
        return dim < 0 ? dim + rank : dim;
    }

    private static Tensor Resized(Tensor x, int dim, int size)
    {
        int have = x.Shape[dim];
        if (have == size)
            return x;
        return have > size ? x.Narrow(dim, 0, size) : Tensor.Cat([x, Tensor.Zeros(x.Spec.With(x.Shape.With(dim, size - have)))], dim);
    }

    private static Tensor Shifted(string op, Tensor x, ReadOnlySpan<int> dims, bool isComplex, bool forward)
    {
        int rank = isComplex ? Checked(op, x).Rank - 1 : x.Rank;
        foreach (int d in Dims(op, rank, default, dims))
        {
            int size = x.Shape[d], cut = forward ? (size + 1) / 2 : size / 2;
            x = Tensor.Cat([x.Narrow(d, cut, size - cut), x.Narrow(d, 0, cut)], d);
        }
        return x;
    }

    private static string Opposite(string norm) => norm switch
    {
        "backward" => "forward",
        "forward" => "backward",
        _ => norm,
    };

    private static void Positive(string op, int n)
    {
        if (n < 1)
            throw new TensorException(op, $"the length must be at least 1, got {n}");
    }
}
