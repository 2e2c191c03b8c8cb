using Athanor.Conformance.Operators;
using Athanor.Nn;

namespace Athanor.Conformance.Tests;

/// <summary>The one sample of functional attention has dropout, so without it the mapping is held against the layer.</summary>
public sealed class AttentionMappingTests
{
    [Fact]
    public void Functional_attention_is_the_layer()
    {
        using Defaults.Restore defaults = Defaults.With(DType.Float64);
        var layer = new MultiheadAttention(6, 2);
        Tensor q = Tensor.Rand([4, 3, 6]), k = Tensor.Rand([5, 3, 6]), v = Tensor.Rand([5, 3, 6]), mask = Tensor.Rand([4, 5]);
        (Tensor output, Tensor? weights) = layer.Call(new AttentionInput(q, k, v) { Mask = mask, NeedWeights = true });
        var args = new Args(
            [q, k, v, 6L, 2L, layer.InProjWeight, layer.InProjBias, null, null, false, 0.0, layer.OutProj.Weight, layer.OutProj.Bias],
            new Dictionary<string, object?> { ["attn_mask"] = mask });
        object?[] mapped = [.. Leaves.Of(OperatorTable.Instance.Find("nn.functional.multi_head_attention_forward", "")!(args))];
        Assert.True(output.AllClose((Tensor)mapped[0]!, 1e-12));
        Assert.True(weights!.AllClose((Tensor)mapped[1]!, 1e-12));
    }

    // Elements of one byte were once moved as four: this wrote past the end of the result.
    [Theory]
    [InlineData(DType.UInt8)]
    [InlineData(DType.Bool)]
    public void Images_of_bytes_are_sampled(DType type)
    {
        Tensor image = Tensor.From([1, 0, 0, 1], 1, 1, 2, 2).To(type), grid = Tensor.From([-1f, -1, 1, -1, -1, 1, 1, 1], 1, 2, 2, 2);
        Tensor sampled = image.GridSample(grid, SampleMode.Nearest, alignCorners: true);
        Assert.Equal([1f, 0, 0, 1], sampled.To(DType.Float32).ToArray<float>());
    }
}
