namespace Athanor;

/// <summary>The kinds of places where tensors live and operations run.</summary>
public enum DeviceKind : byte
{
    /// <summary>Main memory and the processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,

    /// <summary>Nowhere: tensors have shapes but no values, operations only check and infer shapes.</summary>
    Meta,
}

/// <summary>A place where tensors live.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Index">Which one of that kind, from 0.</param>
public readonly record struct Device(DeviceKind Kind, int Index = 0)
{
    /// <summary>Main memory and the processor.</summary>
    public static Device Cpu => new(DeviceKind.Cpu);

    /// <summary>Shapes without values.</summary>
    public static Device Meta => new(DeviceKind.Meta);

    /// <summary>The GPU of the given number.</summary>
    public static Device Cuda(int index = 0) => new(DeviceKind.Cuda, index);

    /// <summary>Reads <c>cpu</c>, <c>meta</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <exception cref="FormatException">The text names no device.</exception>
    public static Device Parse(string text)
    {
        string[] parts = text.Split(':');
        int index = 0;
        if (parts.Length <= 2 && Enum.TryParse(parts[0], ignoreCase: true, out DeviceKind kind) && !char.IsDigit(parts[0].FirstOrDefault())
            && (parts.Length == 1 || (int.TryParse(parts[1], out index) && index >= 0)))
            return new Device(kind, index);
        throw new FormatException($"'{text}' is no device; expected cpu, meta, cuda or cuda:N");
    }

    /// <summary>The name as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Kind == DeviceKind.Cuda ? $"cuda:{Index}" : Kind.ToString().ToLowerInvariant();
}
