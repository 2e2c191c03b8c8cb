namespace Athanor.Nn;

/// <summary>One value around length.</summary>
/// <param name="value">The value.</param>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ConstantPad1d(double value, params ReadOnlySpan<int> padding) : PaddingLayer(1, padding, PadMode.Constant, value);

/// <summary>One value around height and width.</summary>
/// <param name="value">The value.</param>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ConstantPad2d(double value, params ReadOnlySpan<int> padding) : PaddingLayer(2, padding, PadMode.Constant, value);

/// <summary>One value around depth, height and width.</summary>
/// <param name="value">The value.</param>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ConstantPad3d(double value, params ReadOnlySpan<int> padding) : PaddingLayer(3, padding, PadMode.Constant, value);
