namespace Athanor.Nn;

/// <summary>The input mirrored at its border elements around length.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ReflectionPad1d(params ReadOnlySpan<int> padding) : PaddingLayer(1, padding, PadMode.Reflect);

/// <summary>The input mirrored at its border elements around height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ReflectionPad2d(params ReadOnlySpan<int> padding) : PaddingLayer(2, padding, PadMode.Reflect);

/// <summary>The input mirrored at its border elements around depth, height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ReflectionPad3d(params ReadOnlySpan<int> padding) : PaddingLayer(3, padding, PadMode.Reflect);
