namespace Athanor.Nn;

/// <summary>Border elements repeated around length.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ReplicationPad1d(params ReadOnlySpan<int> padding) : PaddingLayer(1, padding, PadMode.Replicate);

/// <summary>Border elements repeated around height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ReplicationPad2d(params ReadOnlySpan<int> padding) : PaddingLayer(2, padding, PadMode.Replicate);

/// <summary>Border elements repeated around depth, height and width.</summary>
/// <param name="padding">One number for every side, or (before, after) of the last dimension, then of the one before it.</param>
public sealed class ReplicationPad3d(params ReadOnlySpan<int> padding) : PaddingLayer(3, padding, PadMode.Replicate);
