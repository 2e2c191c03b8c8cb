using System.Diagnostics.CodeAnalysis;
using Athanor.Autograd;

namespace Athanor.Nn.Functions;

public sealed partial class FunctionNetwork
{
    /// <summary>How many numbers the variables have together.</summary>
    internal int Coordinates => _variables.Sum(variable => variable.Size ?? 1);

    /// <summary>
    /// Whether the network is A·x + b of all its variables' numbers x side by side, and which. Proved from its structure, not by trying
    /// points: a chain of affine functions is composed, and where there are others everything is multiplied out exactly, so that parts
    /// that cancel do not matter: (x + 1)² − x² is 2x + 1, and relu(x) − relu(−x) is x.
    /// </summary>
    /// <param name="a">(components of the value, numbers of the variables), float64.</param>
    /// <param name="b">(components of the value), float64.</param>
    /// <returns>False if the network is not affine, or no proof was found.</returns>
    public bool TryAffine([NotNullWhen(true)] out Tensor? a, [NotNullWhen(true)] out Tensor? b)
    {
        using TensorScope scope = TensorScope.Begin("TryAffine");
        using GradMode.Restore mode = GradMode.NoGrad();
        (a, b) = (null, null);
        if (!DenseAffine.Try(this, out Tensor matrix, out Tensor offset))
        {
            if (!ExactForm.Try(this, out double[,] rows, out double[] constants))
                return false;
            (matrix, offset) = (Tensor.From(rows), Tensor.From(constants));
        }
        if (matrix.IsFinite().All().Item() == 0 || offset.IsFinite().All().Item() == 0)
            return false;
        (a, b) = (scope.Return(matrix.Contiguous()), scope.Return(offset.Contiguous()));
        return true;
    }

    /// <summary>Where each variable lies among the numbers of all.</summary>
    internal IEnumerable<(string Name, int Start, int Count)> Places()
    {
        int start = 0;
        foreach (VariableNode variable in _variables)
        {
            yield return (variable.Name, start, variable.Size ?? 1);
            start += variable.Size ?? 1;
        }
    }
}
