using Athanor.Training;

namespace Athanor.Cli;

/// <summary>How the command ends, and what it says when it fails: one sentence, never a stack trace.</summary>
internal static class ExitCodes
{
    /// <summary>The job failed.</summary>
    public const int Failed = 1;

    /// <summary>The user asked for something that cannot be.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs a command; turns what goes wrong into a sentence and an exit status.</summary>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (UserError error)
        {
            return Say(error, Usage);
        }
        catch (Exception error) when (error is TensorException or TrainingException or IOException or UnauthorizedAccessException or ArgumentException or OutOfMemoryException)
        {
            return Say(error, Failed);
        }
    }

    private static int Say(Exception error, int status)
    {
        Console.Error.WriteLine($"athanor: {error.Message.ReplaceLineEndings(" ")}");
        return status;
    }
}
