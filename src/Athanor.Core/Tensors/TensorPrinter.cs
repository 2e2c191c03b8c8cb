using System.Globalization;
using System.Text;

namespace Athanor;

/// <summary>Writes tensors as PyTorch does: one format for all elements, large tensors summarised at their edges.</summary>
internal static class TensorPrinter
{
    private const int Edge = 3;
    private const int Most = 1000;
    private const int LineWidth = 80;
    private const int Precision = 4;

    public static string Print(Tensor tensor)
    {
        var tail = new StringBuilder();
        if (tensor.Device.Kind != DeviceKind.Cpu)
            tail.Append($", device={tensor.Device}");
        if (tensor.DType is not (DType.Float32 or DType.Int64 or DType.Bool))
            tail.Append($", dtype={tensor.DType.Name()}");
        if (tensor.MadeBy is { } op)
            tail.Append($", made_by={op}");
        else if (tensor.RequiresGrad)
            tail.Append(", requires_grad");
        if (tensor.Device.Kind == DeviceKind.Meta)
            return $"tensor(..., size={tensor.Shape}{tail})";
        if (tensor.Count == 0)
            return $"tensor([]{(tensor.Rank == 1 ? "" : $", size={tensor.Shape}")}{tail})";

        using TensorScope scope = TensorScope.Begin("ToString");
        using Autograd.GradMode.Restore mode = Autograd.GradMode.NoGrad();
        bool summarise = tensor.Count > Most;
        Tensor shown = tensor.Detach();
        if (summarise)
            for (int d = 0; d < tensor.Rank; d++)
                if (tensor.Shape[d] > 2 * Edge)
                    shown = Tensor.Cat([shown.Narrow(d, 0, Edge), shown.Narrow(d, -Edge, Edge)], d);
        string[] texts = tensor.DType.IsFloating()
            ? Floats(shown.To(DType.Float64).ToArray<double>())
            : shown.To(DType.Int64).ToArray<long>().Select(v => tensor.DType == DType.Bool ? (v != 0 ? "True" : "False") : v.ToString(CultureInfo.InvariantCulture)).ToArray();
        int width = texts.Max(t => t.Length);
        var text = new StringBuilder("tensor(");
        int next = 0;
        Append(text, tensor.Shape, shown.Shape, 0, texts, ref next, width, summarise);
        return text.Append(tail).Append(')').ToString();
    }

    private static void Append(StringBuilder text, Shape full, Shape shown, int dim, string[] texts, ref int next, int width, bool summarise)
    {
        if (dim == shown.Rank)
        {
            text.Append(texts[next++]);
            return;
        }
        bool cut = summarise && full[dim] > 2 * Edge;
        string indent = new(' ', "tensor(".Length + dim + 1);
        text.Append('[');
        if (dim == shown.Rank - 1)
        {
            int perLine = Math.Max(1, (LineWidth - indent.Length) / (width + 2));
            for (int i = 0; i < shown[dim]; i++)
            {
                if (cut && i == Edge)
                    text.Append(",  ...");
                if (i > 0)
                    text.Append(i % perLine == 0 && !cut ? ",\n" + indent : ", ");
                text.Append(texts[next++].PadLeft(width));
            }
        }
        else
        {
            string gap = ",\n" + new string('\n', Math.Max(0, shown.Rank - dim - 2)) + indent;
            for (int i = 0; i < shown[dim]; i++)
            {
                if (cut && i == Edge)
                    text.Append(gap).Append("...");
                if (i > 0)
                    text.Append(gap);
                Append(text, full, shown, dim + 1, texts, ref next, width, summarise);
            }
        }
        text.Append(']');
    }

    /// <summary>All integers as <c>1.</c>, wide ranges in scientific notation, the rest with four digits.</summary>
    private static string[] Floats(double[] values)
    {
        double[] finite = values.Where(v => double.IsFinite(v) && v != 0).Select(Math.Abs).ToArray();
        bool integers = values.All(v => !double.IsFinite(v) || v == Math.Ceiling(v));
        double max = finite.DefaultIfEmpty(0).Max(), min = finite.DefaultIfEmpty(0).Min();
        bool scientific = finite.Length > 0 && (integers ? max / min > 1000 && max > 1e8 : max / min > 1000 || max > 1e8 || min < 1e-4);
        string format = scientific ? "0." + new string('0', Precision) + "e+00" : integers ? "0" : "F" + Precision;
        return values.Select(v => double.IsNaN(v) ? "nan" : double.IsPositiveInfinity(v) ? "inf" : double.IsNegativeInfinity(v) ? "-inf"
            : v.ToString(format, CultureInfo.InvariantCulture) + (integers && !scientific ? "." : "")).ToArray();
    }
}
