namespace Athanor.Training;

/// <summary>
/// The twelve numbers of the COCO benchmark; NaN where there is no object of that size. "Small" is up to 32², "medium" up to 96² points.
/// </summary>
/// <param name="Ap">Mean average precision over overlaps 0.50, 0.55 … 0.95.</param>
/// <param name="Ap50">At overlap 0.50.</param>
/// <param name="Ap75">At overlap 0.75.</param>
/// <param name="ApSmall">Of small objects.</param>
/// <param name="ApMedium">Of medium objects.</param>
/// <param name="ApLarge">Of large objects.</param>
/// <param name="Ar1">Mean recall with one detection an image and category.</param>
/// <param name="Ar10">With ten.</param>
/// <param name="Ar100">With a hundred.</param>
/// <param name="ArSmall">With a hundred, of small objects.</param>
/// <param name="ArMedium">With a hundred, of medium objects.</param>
/// <param name="ArLarge">With a hundred, of large objects.</param>
public readonly record struct CocoSummary(
    double Ap, double Ap50, double Ap75, double ApSmall, double ApMedium, double ApLarge,
    double Ar1, double Ar10, double Ar100, double ArSmall, double ArMedium, double ArLarge);
