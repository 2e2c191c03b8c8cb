namespace Athanor.Data;

/// <summary>Images and their labels, as one half of an MNIST-like set has them.</summary>
/// <param name="Images">Grey values 0 to 255, shape (Count, Height, Width) in C order; 0 is background.</param>
/// <param name="Labels">A class number for each image.</param>
/// <param name="Count">The number of images.</param>
/// <param name="Height">Rows of one image.</param>
/// <param name="Width">Columns of one image.</param>
public sealed record MnistPart(byte[] Images, byte[] Labels, int Count, int Height, int Width);

/// <summary>The four files of an MNIST-like set.</summary>
/// <param name="TrainImages">Path of the training images.</param>
/// <param name="TrainLabels">Path of the training labels.</param>
/// <param name="TestImages">Path of the test images.</param>
/// <param name="TestLabels">Path of the test labels.</param>
public sealed record MnistFiles(string TrainImages, string TrainLabels, string TestImages, string TestLabels);
