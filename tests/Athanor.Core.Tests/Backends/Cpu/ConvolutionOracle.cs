using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Tests.Backends.Cpu;

/// <summary>Convolution and its gradients as the definition says, in double.</summary>
internal static class ConvolutionOracle
{
    public static (double[] Y, double[] Gx, double[] Gw) Run<T>(ConvShape s, T[] x, T[] w, T[] bias, T[] gy)
        where T : unmanaged, INumberBase<T>
    {
        var y = new double[gy.Length];
        var gx = new double[x.Length];
        var gw = new double[w.Length];
        for (int n = 0; n < s.Batch; n++)
            for (int o = 0; o < s.OutChannels; o++)
                for (int od = 0; od < s.OD; od++)
                    for (int oh = 0; oh < s.OH; oh++)
                        for (int ow = 0; ow < s.OW; ow++)
                        {
                            int at = (((n * s.OutChannels + o) * s.OD + od) * s.OH + oh) * s.OW + ow;
                            double g = double.CreateChecked(gy[at]);
                            y[at] = double.CreateChecked(bias[o]) + Position(s, x, w, gx, gw, g, n, o, od, oh, ow);
                        }
        return (y, gx, gw);
    }

    private static double Position<T>(ConvShape s, T[] x, T[] w, double[] gx, double[] gw, double g, int n, int o, int od, int oh, int ow)
        where T : unmanaged, INumberBase<T>
    {
        double sum = 0;
        int group = o / s.GroupOut;
        for (int c = 0; c < s.GroupIn; c++)
            for (int kd = 0; kd < s.KD; kd++)
                for (int kh = 0; kh < s.KH; kh++)
                    for (int kw = 0; kw < s.KW; kw++)
                    {
                        int d = od * s.StrideD - s.PadD + kd * s.DilationD;
                        int h = oh * s.StrideH - s.PadH + kh * s.DilationH;
                        int v = ow * s.StrideW - s.PadW + kw * s.DilationW;
                        if ((uint)d >= s.ID || (uint)h >= s.IH || (uint)v >= s.IW)
                            continue;
                        int ix = (((n * s.InChannels + group * s.GroupIn + c) * s.ID + d) * s.IH + h) * s.IW + v;
                        int iw = (((o * s.GroupIn + c) * s.KD + kd) * s.KH + kh) * s.KW + kw;
                        sum += double.CreateChecked(x[ix]) * double.CreateChecked(w[iw]);
                        gx[ix] += g * double.CreateChecked(w[iw]);
                        gw[iw] += g * double.CreateChecked(x[ix]);
                    }
        return sum;
    }
}
