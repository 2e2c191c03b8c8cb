using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>The largest element of each window over (length); the stride is the kernel size unless given. The batch dimension may be left out.</summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input, or the padding is more than half of the kernel.</exception>
    public Tensor MaxPool1d(Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default, bool ceilMode = false) =>
        MaxPooled(1, kernel, stride, padding, dilation, ceilMode);

    /// <summary>As <see cref="MaxPool1d"/>, with the place of each in its flattened plane, for <see cref="MaxUnpool1d"/>.</summary>
    public (Tensor Values, Tensor Indices) MaxPool1dWithIndices(
        Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default, bool ceilMode = false) =>
        MaxPooledWithIndices(1, kernel, stride, padding, dilation, ceilMode);

    /// <summary>
    /// The mean of each window over (length); padding counts as zeros unless told otherwise, and a divisor other than 0 takes the place
    /// of the window's size.
    /// </summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input, or the padding is more than half of the kernel.</exception>
    public Tensor AvgPool1d(
        Spatial kernel, Spatial stride = default, Spatial padding = default, bool ceilMode = false, bool countIncludePad = true, int divisorOverride = 0) =>
        AvgPooled(1, kernel, stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <summary>The means of windows that divide (length) into the given size; −1 keeps a size.</summary>
    public Tensor AdaptiveAvgPool1d(Spatial outputSize) => AdaptiveAvgPooled(1, outputSize);

    /// <summary>The largest elements of windows that divide (length) into the given size; −1 keeps a size.</summary>
    public Tensor AdaptiveMaxPool1d(Spatial outputSize) => AdaptiveMaxPooled(1, outputSize);

    /// <summary>As <see cref="AdaptiveMaxPool1d"/>, with the place of each in its flattened plane.</summary>
    public (Tensor Values, Tensor Indices) AdaptiveMaxPool1dWithIndices(Spatial outputSize) => AdaptiveMaxPooledWithIndices(1, outputSize);

    /// <summary>(Σ xᵖ)^(1/p) of each window over (length).</summary>
    public Tensor LpPool1d(double p, Spatial kernel, Spatial stride = default, bool ceilMode = false) => LpPooled(1, p, kernel, stride, ceilMode);

    /// <summary>
    /// Zeros with each element at the place that its index names in the plane: undoes <see cref="MaxPool1dWithIndices"/>. The size is the
    /// smallest that pooling could have come from unless given.
    /// </summary>
    /// <exception cref="TensorException">An index is outside of the plane, or indices and values differ in shape.</exception>
    public Tensor MaxUnpool1d(Tensor indices, Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial outputSize = default) =>
        MaxUnpooled(1, indices, kernel, stride, padding, outputSize);

    /// <summary>The largest element of each window over (height, width); the stride is the kernel size unless given. The batch dimension may be left out.</summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input, or the padding is more than half of the kernel.</exception>
    public Tensor MaxPool2d(Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default, bool ceilMode = false) =>
        MaxPooled(2, kernel, stride, padding, dilation, ceilMode);

    /// <summary>As <see cref="MaxPool2d"/>, with the place of each in its flattened plane, for <see cref="MaxUnpool2d"/>.</summary>
    public (Tensor Values, Tensor Indices) MaxPool2dWithIndices(
        Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default, bool ceilMode = false) =>
        MaxPooledWithIndices(2, kernel, stride, padding, dilation, ceilMode);

    /// <summary>
    /// The mean of each window over (height, width); padding counts as zeros unless told otherwise, and a divisor other than 0 takes the place
    /// of the window's size.
    /// </summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input, or the padding is more than half of the kernel.</exception>
    public Tensor AvgPool2d(
        Spatial kernel, Spatial stride = default, Spatial padding = default, bool ceilMode = false, bool countIncludePad = true, int divisorOverride = 0) =>
        AvgPooled(2, kernel, stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <summary>The means of windows that divide (height, width) into the given size; −1 keeps a size.</summary>
    public Tensor AdaptiveAvgPool2d(Spatial outputSize) => AdaptiveAvgPooled(2, outputSize);

    /// <summary>The largest elements of windows that divide (height, width) into the given size; −1 keeps a size.</summary>
    public Tensor AdaptiveMaxPool2d(Spatial outputSize) => AdaptiveMaxPooled(2, outputSize);

    /// <summary>As <see cref="AdaptiveMaxPool2d"/>, with the place of each in its flattened plane.</summary>
    public (Tensor Values, Tensor Indices) AdaptiveMaxPool2dWithIndices(Spatial outputSize) => AdaptiveMaxPooledWithIndices(2, outputSize);

    /// <summary>(Σ xᵖ)^(1/p) of each window over (height, width).</summary>
    public Tensor LpPool2d(double p, Spatial kernel, Spatial stride = default, bool ceilMode = false) => LpPooled(2, p, kernel, stride, ceilMode);

    /// <summary>
    /// Zeros with each element at the place that its index names in the plane: undoes <see cref="MaxPool2dWithIndices"/>. The size is the
    /// smallest that pooling could have come from unless given.
    /// </summary>
    /// <exception cref="TensorException">An index is outside of the plane, or indices and values differ in shape.</exception>
    public Tensor MaxUnpool2d(Tensor indices, Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial outputSize = default) =>
        MaxUnpooled(2, indices, kernel, stride, padding, outputSize);

    /// <summary>The largest element of each window over (depth, height, width); the stride is the kernel size unless given. The batch dimension may be left out.</summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input, or the padding is more than half of the kernel.</exception>
    public Tensor MaxPool3d(Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default, bool ceilMode = false) =>
        MaxPooled(3, kernel, stride, padding, dilation, ceilMode);

    /// <summary>As <see cref="MaxPool3d"/>, with the place of each in its flattened plane, for <see cref="MaxUnpool3d"/>.</summary>
    public (Tensor Values, Tensor Indices) MaxPool3dWithIndices(
        Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial dilation = default, bool ceilMode = false) =>
        MaxPooledWithIndices(3, kernel, stride, padding, dilation, ceilMode);

    /// <summary>
    /// The mean of each window over (depth, height, width); padding counts as zeros unless told otherwise, and a divisor other than 0 takes the place
    /// of the window's size.
    /// </summary>
    /// <exception cref="TensorException">The kernel exceeds the padded input, or the padding is more than half of the kernel.</exception>
    public Tensor AvgPool3d(
        Spatial kernel, Spatial stride = default, Spatial padding = default, bool ceilMode = false, bool countIncludePad = true, int divisorOverride = 0) =>
        AvgPooled(3, kernel, stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <summary>The means of windows that divide (depth, height, width) into the given size; −1 keeps a size.</summary>
    public Tensor AdaptiveAvgPool3d(Spatial outputSize) => AdaptiveAvgPooled(3, outputSize);

    /// <summary>The largest elements of windows that divide (depth, height, width) into the given size; −1 keeps a size.</summary>
    public Tensor AdaptiveMaxPool3d(Spatial outputSize) => AdaptiveMaxPooled(3, outputSize);

    /// <summary>As <see cref="AdaptiveMaxPool3d"/>, with the place of each in its flattened plane.</summary>
    public (Tensor Values, Tensor Indices) AdaptiveMaxPool3dWithIndices(Spatial outputSize) => AdaptiveMaxPooledWithIndices(3, outputSize);

    /// <summary>(Σ xᵖ)^(1/p) of each window over (depth, height, width).</summary>
    public Tensor LpPool3d(double p, Spatial kernel, Spatial stride = default, bool ceilMode = false) => LpPooled(3, p, kernel, stride, ceilMode);

    /// <summary>
    /// Zeros with each element at the place that its index names in the plane: undoes <see cref="MaxPool3dWithIndices"/>. The size is the
    /// smallest that pooling could have come from unless given.
    /// </summary>
    /// <exception cref="TensorException">An index is outside of the plane, or indices and values differ in shape.</exception>
    public Tensor MaxUnpool3d(Tensor indices, Spatial kernel, Spatial stride = default, Spatial padding = default, Spatial outputSize = default) =>
        MaxUnpooled(3, indices, kernel, stride, padding, outputSize);
}
