namespace Athanor.Training;

/// <summary>A training cannot begin or go on; the message is for the user.</summary>
/// <param name="message">What happened, at which step, and what can be done.</param>
/// <param name="inner">The error below, if there is one.</param>
public sealed class TrainingException(string message, Exception? inner = null) : Exception(message, inner);
