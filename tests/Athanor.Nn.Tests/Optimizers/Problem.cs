namespace Athanor.Nn.Tests.Optimizers;

/// <summary>mean((a w − b)²) + 0.1 Σ sin 3w.</summary>
internal static class Problem
{
    public static Tensor Start()
    {
        Tensor w = Golden.Fill("optimizer:w", 6);
        w.RequiresGrad = true;
        return w;
    }

    public static Tensor Loss(Optimizer optimizer, Tensor w)
    {
        Tensor a = Golden.Fill("optimizer:a", 8, 6).To(w.DType), b = Golden.Fill("optimizer:b", 8).To(w.DType);
        optimizer.ZeroGrad();
        Tensor loss = (a.MatMul(w) - b).Square().Mean() + (w * 3).Sin().Sum() * 0.1;
        loss.Backward();
        return loss;
    }
}
