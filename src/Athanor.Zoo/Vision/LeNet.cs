using Athanor.Nn;

namespace Athanor.Zoo;

/// <summary>The sizes of a <see cref="LeNet"/>.</summary>
/// <param name="Channels">Channels of the images: 1 for grey.</param>
/// <param name="Height">Rows of the images, at least 12.</param>
/// <param name="Width">Columns of the images, at least 12.</param>
/// <param name="Classes">Numbers that come out.</param>
public sealed record LeNetConfig(int Channels = 1, int Height = 28, int Width = 28, int Classes = 10);

/// <summary>
/// LeNet-5 (LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition): two convolutions, each halved by pooling, and three fully
/// connected layers, with rectifiers and max pooling as it is built today. (N, channels, height, width) → (N, classes).
/// </summary>
[Module]
public sealed partial class LeNet : Layer
{
    private readonly LeNetConfig _config;

    /// <summary>A network for images of the given size.</summary>
    public LeNet(LeNetConfig config)
    {
        if (config.Height < 12 || config.Width < 12)
            throw new ArgumentException($"LeNet needs images of at least 12 by 12, got {config.Height} by {config.Width}; enlarge them first", nameof(config));
        _config = config;
        Conv1 = new Conv2d(config.Channels, 6, 5, padding: 2);
        Conv2 = new Conv2d(6, 16, 5);
        Fc1 = new Linear(16 * ((config.Height / 2 - 4) / 2) * ((config.Width / 2 - 4) / 2), 120);
        Fc2 = new Linear(120, 84);
        Fc3 = new Linear(84, config.Classes);
    }

    /// <summary>The first convolution, over the whole image.</summary>
    public Conv2d Conv1 { get; }

    /// <summary>The second convolution, over the halved maps.</summary>
    public Conv2d Conv2 { get; }

    /// <summary>The first fully connected layer.</summary>
    public Linear Fc1 { get; }

    /// <summary>The second fully connected layer.</summary>
    public Linear Fc2 { get; }

    /// <summary>The classifier.</summary>
    public Linear Fc3 { get; }

    /// <inheritdoc/>
    public override string Description => $"LeNet({_config.Channels}×{_config.Height}×{_config.Width} → {_config.Classes})";

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input)
    {
        Tensor x = Conv1.Call(input).Relu().MaxPool2d(2); // (N, 6, 14, 14)
        x = Conv2.Call(x).Relu().MaxPool2d(2); // (N, 16, 5, 5)
        x = Fc1.Call(x.Flatten(1)).Relu(); // (N, 120)
        x = Fc2.Call(x).Relu(); // (N, 84)
        return Fc3.Call(x);
    }
}
