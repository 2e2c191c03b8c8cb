using Athanor.Autograd;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The areas (N) of boxes (N, 4) of corners x1, y1, x2, y2.</summary>
    /// <exception cref="TensorException">These are no boxes.</exception>
    public Tensor BoxArea()
    {
        CheckBoxes("box_area", this);
        return (Select(1, 2) - Select(1, 0)) * (Select(1, 3) - Select(1, 1));
    }

    /// <summary>
    /// The area that each of these boxes (N, 4) shares with each of the others (M, 4), divided by the area of both together: (N, M). Boxes are
    /// x1, y1, x2, y2 with x1 ≤ x2 and y1 ≤ y2.
    /// </summary>
    /// <exception cref="TensorException">These are no boxes.</exception>
    public Tensor BoxIou(Tensor other)
    {
        (Tensor shared, Tensor union) = Overlaps("box_iou", other);
        return shared / union;
    }

    /// <summary>
    /// <see cref="BoxIou"/> minus the share of the smallest box around both that belongs to neither, between −1 and 1: it has a slope where boxes
    /// do not meet (Rezatofighi et al. 2019).
    /// </summary>
    /// <exception cref="TensorException">These are no boxes.</exception>
    public Tensor GeneralizedBoxIou(Tensor other)
    {
        (Tensor shared, Tensor union) = Overlaps("generalized_box_iou", other);
        Tensor a = Unsqueeze(1), b = other.Unsqueeze(0);
        Tensor around = (Maximum(a.SliceDim(2, 2), b.SliceDim(2, 2)) - Minimum(a.SliceDim(2, 0, 2), b.SliceDim(2, 0, 2))).Clamp(low: 0);
        Tensor area = around.Select(2, 0) * around.Select(2, 1);
        return shared / union - (area - union) / area;
    }

    /// <summary>
    /// The boxes (N, 4) that remain when every box goes that overlaps a remaining one of a higher score by more than a threshold: their indices,
    /// int64, the highest score first, equal scores in their order.
    /// </summary>
    /// <param name="scores">A score for each box.</param>
    /// <param name="iouThreshold">The overlap as <see cref="BoxIou"/> counts it that is still allowed.</param>
    /// <exception cref="TensorException">Shapes do not fit, or the tensors have no values.</exception>
    public Tensor NonMaximumSuppression(Tensor scores, double iouThreshold) => Suppressed("nms", scores, null, iouThreshold);

    /// <summary><see cref="NonMaximumSuppression"/> where only boxes of the same class exclude each other.</summary>
    /// <param name="scores">A score for each box.</param>
    /// <param name="classes">A class for each box, int64.</param>
    /// <param name="iouThreshold">The overlap as <see cref="BoxIou"/> counts it that is still allowed.</param>
    /// <exception cref="TensorException">Shapes do not fit, or the tensors have no values.</exception>
    public Tensor BatchedNms(Tensor scores, Tensor classes, double iouThreshold)
    {
        if (classes.Rank != 1 || classes.DType != Athanor.DType.Int64 || classes.Count != Shape[0])
            throw new TensorException("batched_nms", $"expected an int64 class for each of the boxes {Shape}, got {classes.Spec}");
        return Suppressed("batched_nms", scores, classes, iouThreshold);
    }

    private Tensor Suppressed(string op, Tensor scores, Tensor? classes, double threshold)
    {
        CheckBoxes(op, this);
        if (scores.Rank != 1 || scores.Count != Shape[0])
            throw new TensorException(op, $"expected a score for each of the boxes {Shape}, got {scores.Shape}");
        if (Device.Kind == DeviceKind.Meta)
            throw new TensorException(op, "the shape of the result follows from values, and a meta tensor has none");
        using GradMode.Restore mode = GradMode.NoGrad();
        double[] boxes, areas;
        long[] order;
        long[]? classOf;
        using (TensorScope.Begin(op))
        {
            boxes = To(Athanor.DType.Float64).ToArray<double>();
            areas = To(Athanor.DType.Float64).BoxArea().ToArray<double>();
            order = scores.ArgSort(0, descending: true, stable: true).ToArray<long>();
            classOf = classes?.ToArray<long>();
        }
        var gone = new bool[order.Length];
        var kept = new List<long>();
        for (int i = 0; i < order.Length; i++)
        {
            long a = order[i];
            if (gone[a])
                continue;
            kept.Add(a);
            for (int j = i + 1; j < order.Length; j++)
            {
                long b = order[j];
                if (gone[b] || (classOf is not null && classOf[a] != classOf[b]))
                    continue;
                double w = Math.Min(boxes[4 * a + 2], boxes[4 * b + 2]) - Math.Max(boxes[4 * a], boxes[4 * b]);
                double h = Math.Min(boxes[4 * a + 3], boxes[4 * b + 3]) - Math.Max(boxes[4 * a + 1], boxes[4 * b + 1]);
                double shared = Math.Max(w, 0) * Math.Max(h, 0);
                gone[b] = shared / (areas[a] + areas[b] - shared) > threshold;
            }
        }
        return From(kept.ToArray(), kept.Count).To(Device);
    }

    private (Tensor Shared, Tensor Union) Overlaps(string op, Tensor other)
    {
        CheckBoxes(op, this);
        CheckBoxes(op, other);
        Tensor a = Unsqueeze(1), b = other.Unsqueeze(0);
        Tensor sides = (Minimum(a.SliceDim(2, 2), b.SliceDim(2, 2)) - Maximum(a.SliceDim(2, 0, 2), b.SliceDim(2, 0, 2))).Clamp(low: 0);
        Tensor shared = sides.Select(2, 0) * sides.Select(2, 1);
        return (shared, BoxArea().Unsqueeze(1) + other.BoxArea() - shared);
    }

    private static void CheckBoxes(string op, Tensor boxes)
    {
        if (boxes.Rank != 2 || boxes.Shape[1] != 4)
            throw new TensorException(op, $"expected boxes (N, 4), got {boxes.Shape}");
    }
}
