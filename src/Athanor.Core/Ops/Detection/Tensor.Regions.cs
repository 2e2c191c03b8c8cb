using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Each region of images (N, C, H, W) as (K, C, outputSize): every bin is the mean of values between elements, taken bilinearly at evenly
    /// spaced places (He et al. 2017). The gradient goes to the images; the regions have none.
    /// </summary>
    /// <param name="regions">(K, 5): the image's index and the corners x1, y1, x2, y2.</param>
    /// <param name="outputSize">Bins in height and width.</param>
    /// <param name="spatialScale">What corners are multiplied by to count in elements.</param>
    /// <param name="samplingRatio">Places in a bin in each dimension; 0 or less for as many as a bin has elements, rounded up.</param>
    /// <param name="aligned">Whether corners mean the outer edges of elements, which shifts them by half an element.</param>
    /// <exception cref="TensorException">Shapes do not fit, or there is no such image.</exception>
    public Tensor RoiAlign(Tensor regions, Spatial outputSize, double spatialScale = 1, int samplingRatio = -1, bool aligned = false)
    {
        Spatial size = outputSize.For(2, 1, "roi_align", "output size", 1);
        return Apply(new RoiAlign(size[0], size[1], spatialScale, samplingRatio, aligned), this, regions.To(DType));
    }

    /// <summary>
    /// Each region of images (N, C, H, W) as (K, C, outputSize): every bin is the largest element in it, or 0 if there is none (Girshick 2015).
    /// </summary>
    /// <param name="regions">(K, 5): the image's index and the corners x1, y1, x2, y2.</param>
    /// <param name="outputSize">Bins in height and width.</param>
    /// <param name="spatialScale">What corners are multiplied by to count in elements, before they are rounded.</param>
    /// <exception cref="TensorException">Shapes do not fit, or there is no such image.</exception>
    public Tensor RoiPool(Tensor regions, Spatial outputSize, double spatialScale = 1)
    {
        Spatial size = outputSize.For(2, 1, "roi_pool", "output size", 1);
        Tensor places = Apply(new RoiPoolPlaces(size[0], size[1], spatialScale), Detach(), regions.Detach().To(DType));
        Tensor empty = places < 0;
        return Count == 0 ? Zeros(Spec.With(places.Shape)) : Take(places.Clamp(low: 0)).MaskedFill(empty, 0);
    }
}
