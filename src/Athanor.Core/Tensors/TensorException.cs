namespace Athanor;

/// <summary>
/// An operation was asked for something it cannot do. The message says what was expected and what came; as the exception passes through
/// modules, each adds its name, so that it also says where: <c>Conv2d(64 → 128) layer2.0.conv1: expected 64 channels, got 32</c>.
/// </summary>
public sealed class TensorException : InvalidOperationException
{
    private readonly string _detail;
    private string? _module;
    private string _path = "";

    /// <summary>An error of the operation called <paramref name="op"/>.</summary>
    public TensorException(string op, string detail)
        : base($"{op}: {detail}")
    {
        Op = op;
        _detail = detail;
    }

    /// <summary>The operation that refused.</summary>
    public string Op { get; }

    /// <summary>The module object that the error last passed through; used by the enclosing module to name it.</summary>
    public object? LastModule { get; private set; }

    /// <inheritdoc/>
    public override string Message => _module is null ? $"{Op}: {_detail}" : $"{_module}{(_path.Length > 0 ? " " + _path : "")}: {Op}: {_detail}";

    /// <summary>Called by the innermost module: what it is, for example <c>Conv2d(64 → 128)</c>.</summary>
    public void EnterModule(object module, string description)
    {
        _module ??= description;
        LastModule ??= module;
    }

    /// <summary>Called by each enclosing module in turn: the name of the child that the error came from.</summary>
    public void LeaveModule(object module, string? childName)
    {
        if (childName is { Length: > 0 })
            _path = _path.Length > 0 ? $"{childName}.{_path}" : childName;
        LastModule = module;
    }
}
