using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public sealed unsafe class ConvolutionTests : IDisposable
{
    private readonly int _threads = WorkerPool.Threads;

    public void Dispose() => WorkerPool.Threads = _threads;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_shapes_float(int seed) => Check<float>(RandomShape(new Random(seed)), 2e-6);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_shapes_double(int seed) => Check<double>(RandomShape(new Random(1000 + seed)), 1e-14);

    [Fact]
    public void Lenet_and_resnet_shapes()
    {
        Check<float>(ConvShape.TwoD(5, 1, 6, 1, (28, 28), (28, 28), (5, 5), (1, 1), (2, 2), (1, 1)), 2e-6);
        Check<float>(ConvShape.TwoD(9, 6, 16, 1, (14, 14), (10, 10), (5, 5), (1, 1), (0, 0), (1, 1)), 2e-6);
        Check<float>(ConvShape.TwoD(2, 3, 24, 1, (40, 40), (20, 20), (7, 7), (2, 2), (3, 3), (1, 1)), 2e-6);
        Check<float>(ConvShape.TwoD(3, 40, 50, 1, (7, 7), (7, 7), (3, 3), (1, 1), (1, 1), (1, 1)), 2e-6);
        Check<float>(ConvShape.TwoD(3, 33, 20, 1, (9, 9), (9, 9), (1, 1), (1, 1), (0, 0), (1, 1)), 2e-6);
        Check<float>(ConvShape.TwoD(3, 33, 20, 1, (9, 9), (5, 5), (1, 1), (2, 2), (0, 0), (1, 1)), 2e-6);
    }

    [Fact]
    public void Depthwise()
    {
        Check<float>(ConvShape.TwoD(3, 20, 20, 20, (14, 14), (14, 14), (3, 3), (1, 1), (1, 1), (1, 1)), 2e-6);
        Check<float>(ConvShape.TwoD(2, 10, 20, 10, (15, 37), (8, 19), (3, 3), (2, 2), (1, 1), (1, 1)), 2e-6);
        Check<double>(ConvShape.TwoD(2, 3, 3, 3, (70, 70), (68, 66), (3, 3), (1, 1), (0, 0), (1, 2)), 1e-14);
        Check<double>(ConvShape.TwoD(1, 1, 1, 1, (1, 400), (1, 402), (1, 5), (1, 1), (0, 3), (1, 1)), 1e-14);
    }

    [Fact]
    public void An_empty_batch()
    {
        ConvShape s = ConvShape.TwoD(0, 3, 4, 1, (5, 5), (3, 3), (3, 3), (1, 1), (0, 0), (1, 1));
        float x = 1;
        var gw = new float[4 * 27];
        gw.AsSpan().Fill(float.NaN);
        fixed (float* g = gw)
        {
            Convolution.Forward(s, &x, g, null, &x);
            Convolution.BackwardInput(s, &x, g, &x);
            Convolution.BackwardWeight(s, &x, &x, g);
        }
        Assert.All(gw, v => Assert.Equal(0, v));
        Assert.Equal(1, x);
    }

    private static ConvShape RandomShape(Random r)
    {
        int groups = r.Next(3) == 0 ? r.Next(1, 5) : 1;
        (int inC, int outC) = (groups * r.Next(1, 7), groups * r.Next(1, 20));
        int dims = r.Next(1, 4);
        Span<int> size = stackalloc int[3], kernel = stackalloc int[3], stride = stackalloc int[3];
        Span<int> pad = stackalloc int[3], dilation = stackalloc int[3], output = stackalloc int[3];
        for (int i = 0; i < 3; i++)
        {
            bool used = i >= 3 - dims;
            size[i] = used ? r.Next(1, dims == 3 ? 8 : 20) : 1;
            kernel[i] = used ? r.Next(1, 6) : 1;
            stride[i] = used && r.Next(2) == 0 ? r.Next(1, 4) : 1;
            dilation[i] = used && r.Next(3) == 0 ? r.Next(1, 4) : 1;
            int reach = (kernel[i] - 1) * dilation[i] + 1;
            pad[i] = used ? r.Next(0, reach + 1) : 0;
            int after = used ? r.Next(0, reach + 1) : 0;
            if (size[i] + pad[i] + after < reach)
                pad[i] += reach - size[i] - pad[i] - after;
            output[i] = (size[i] + pad[i] + after - reach) / stride[i] + 1;
            if (output[i] > 1 && r.Next(4) == 0)
                output[i]--;
        }
        return new ConvShape(
            r.Next(1, 5), inC, outC, groups, size[0], size[1], size[2], output[0], output[1], output[2], kernel[0], kernel[1], kernel[2],
            stride[0], stride[1], stride[2], pad[0], pad[1], pad[2], dilation[0], dilation[1], dilation[2]);
    }

    private static void Check<T>(ConvShape s, double tolerance)
        where T : unmanaged, INumberBase<T>
    {
        var random = new Random(7);
        T[] x = Matrices.Random<T>(random, s.Batch * s.InChannels * s.InSize);
        T[] w = Matrices.Random<T>(random, s.OutChannels * s.GroupIn * s.Taps);
        T[] b = Matrices.Random<T>(random, s.OutChannels);
        T[] gy = Matrices.Random<T>(random, s.Batch * s.OutChannels * s.OutSize);
        var (y, gx, gw) = ConvolutionOracle.Run(s, x, w, b, gy);
        T[][]? first = null;
        foreach (int threads in (int[])[1, 2, 3])
        {
            WorkerPool.Threads = threads;
            T[][] results = [Matrices.Nan<T>(y.Length), Matrices.Nan<T>(gx.Length), Matrices.Nan<T>(gw.Length)];
            fixed (T* px = x, pw = w, pb = b, pgy = gy, py = results[0], pgx = results[1], pgw = results[2])
            {
                Convolution.Forward(s, px, pw, pb, py);
                Convolution.BackwardInput(s, pgy, pw, pgx);
                Convolution.BackwardWeight(s, px, pgy, pgw);
            }
            Matrices.AssertClose(y, results[0], tolerance, $"y of {s}");
            Matrices.AssertClose(gx, results[1], tolerance, $"gx of {s}");
            Matrices.AssertClose(gw, results[2], tolerance, $"gw of {s}");
            first ??= results;
            for (int i = 0; i < 3; i++)
                Assert.True(Matrices.SameBits(first[i], results[i]), $"result {i} differs with {threads} threads: {s}");
        }
    }
}
