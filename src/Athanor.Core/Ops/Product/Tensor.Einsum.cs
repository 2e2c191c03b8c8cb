using Athanor.Ops;

namespace Athanor;

public partial class Tensor
{
    /// <summary>
    /// Products of elements whose dimensions have one letter, summed over the letters that the result does not name:
    /// <c>Einsum("bij,bjk->bik", a, b)</c>. A letter twice in one operand is its diagonal, <c>...</c> stands for dimensions that broadcast;
    /// without an arrow the result has every letter that occurs once, in the alphabet's order. The cheapest pair is multiplied first.
    /// </summary>
    /// <exception cref="TensorException">The text does not fit the operands, or sizes of one letter differ.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
    {
        if (operands.Length == 0)
            throw new TensorException("einsum", "at least one operand is needed");
        EinsumLetters letters = EinsumLetters.Parse(equation, operands);
        var terms = new List<EinsumTerm>();
        for (int i = 0; i < operands.Length; i++)
            terms.Add(EinsumTerm.Of(operands[i], letters.Operands[i]));
        while (terms.Count > 1)
        {
            (int first, int second) = Cheapest(terms);
            EinsumTerm a = terms[first], b = terms[second];
            terms.RemoveAt(second);
            terms.RemoveAt(first);
            bool Needed(int letter) => Array.IndexOf(letters.Result, letter) >= 0 || terms.Exists(t => t.Place(letter) >= 0);
            terms.Add(EinsumTerm.Contract(a, b, Needed));
        }
        return terms[0].Without(l => Array.IndexOf(letters.Result, l) >= 0).InOrder(letters.Result);
    }

    private static (int First, int Second) Cheapest(List<EinsumTerm> terms)
    {
        (int First, int Second) best = (0, 1);
        double least = double.PositiveInfinity;
        for (int i = 0; i < terms.Count && terms.Count > 2; i++)
            for (int j = i + 1; j < terms.Count; j++)
                if (EinsumTerm.Cost(terms[i], terms[j]) is var cost && cost < least)
                    (best, least) = ((i, j), cost);
        return best;
    }
}
