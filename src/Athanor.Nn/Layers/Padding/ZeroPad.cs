namespace Athanor.Nn;

/// <summary>Zeros around length.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ZeroPad1d(params ReadOnlySpan<int> padding) : PaddingLayer(1, padding, PadMode.Constant);

/// <summary>Zeros around height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ZeroPad2d(params ReadOnlySpan<int> padding) : PaddingLayer(2, padding, PadMode.Constant);

/// <summary>Zeros around depth, height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ZeroPad3d(params ReadOnlySpan<int> padding) : PaddingLayer(3, padding, PadMode.Constant);
