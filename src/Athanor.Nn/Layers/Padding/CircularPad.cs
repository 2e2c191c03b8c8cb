namespace Athanor.Nn;

/// <summary>The other end of the input around length.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class CircularPad1d(params ReadOnlySpan<int> padding) : PaddingLayer(1, padding, PadMode.Circular);

/// <summary>The other end of the input around height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class CircularPad2d(params ReadOnlySpan<int> padding) : PaddingLayer(2, padding, PadMode.Circular);

/// <summary>The other end of the input around depth, height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class CircularPad3d(params ReadOnlySpan<int> padding) : PaddingLayer(3, padding, PadMode.Circular);
