namespace Athanor.Ops;

/// <summary>The letters of an Einstein sum, each a number: what every operand's dimensions are called, and the result's.</summary>
internal sealed class EinsumLetters
{
    private const string Name = "einsum";

    // Dimensions under an ellipsis are numbered from here, the last one first: they are aligned at the right.
    private const int Dots = 1000;

    private EinsumLetters(List<int[]> operands, int[] result) => (Operands, Result) = (operands, result);

    /// <summary>For each operand the letters of its dimensions.</summary>
    public List<int[]> Operands { get; }

    /// <summary>The letters of the result's dimensions.</summary>
    public int[] Result { get; }

    public static EinsumLetters Parse(string equation, ReadOnlySpan<Tensor> tensors)
    {
        string text = equation.Replace(" ", "");
        int arrow = text.IndexOf("->", StringComparison.Ordinal);
        string[] terms = (arrow < 0 ? text : text[..arrow]).Split(',');
        if (terms.Length != tensors.Length)
            throw new TensorException(Name, $"'{equation}' names {terms.Length} operands, got {tensors.Length}");
        var operands = new List<int[]>();
        int most = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            int named = terms[i].Replace("...", "").Length, dots = tensors[i].Rank - named;
            if (dots < 0 || (dots > 0 && !terms[i].Contains("...", StringComparison.Ordinal)))
                throw new TensorException(Name, $"'{terms[i]}' of '{equation}' does not fit the {tensors[i].Rank} dimensions of shape {tensors[i].Shape}");
            operands.Add(Letters(terms[i], dots, equation));
            most = Math.Max(most, terms[i].Contains("...", StringComparison.Ordinal) ? dots : 0);
        }
        if (arrow >= 0)
        {
            int[] result = Letters(text[(arrow + 2)..], most, equation);
            for (int i = 0; i < result.Length; i++)
                if (Array.IndexOf(result, result[i]) != i || !operands.Exists(o => Array.IndexOf(o, result[i]) >= 0))
                    throw new TensorException(Name, $"each letter of the result of '{equation}' must occur once there and in some operand");
            return new EinsumLetters(operands, result);
        }

        // Left out, the result has the ellipsis and then, in the alphabet's order, every letter that occurs once.
        var counts = new SortedDictionary<int, int>();
        foreach (int[] operand in operands)
            foreach (int letter in operand)
                counts[letter] = counts.GetValueOrDefault(letter) + 1;
        var implied = new List<int>();
        for (int i = most - 1; i >= 0; i--)
            implied.Add(Dots + i);
        foreach ((int letter, int count) in counts)
            if (count == 1 && letter < Dots)
                implied.Add(letter);
        return new EinsumLetters(operands, implied.ToArray());
    }

    private static int[] Letters(string term, int dots, string equation)
    {
        var letters = new List<int>();
        for (int i = 0; i < term.Length; i++)
            if (term.AsSpan(i).StartsWith("...") && !letters.Exists(l => l >= Dots))
            {
                for (int d = dots - 1; d >= 0; d--)
                    letters.Add(Dots + d);
                i += 2;
            }
            else if (char.IsAsciiLetter(term[i]))
            {
                letters.Add(term[i]);
            }
            else
            {
                throw new TensorException(Name, $"'{equation}' has '{term[i]}' where a letter or one ellipsis is expected");
            }
        return letters.ToArray();
    }
}

/// <summary>An operand of an Einstein sum: a tensor whose dimensions have letters, each once.</summary>
internal readonly struct EinsumTerm(Tensor value, int[] letters)
{
    public readonly Tensor Value = value;
    public readonly int[] Letters = letters;

    public int Place(int letter) => Array.IndexOf(Letters, letter);

    public int Size(int letter) => Place(letter) is var p && p < 0 ? 1 : Value.Shape[p];

    /// <summary>Repeated letters become their diagonal.</summary>
    public static EinsumTerm Of(Tensor value, int[] letters)
    {
        var left = new List<int>(letters);
        for (int i = 0; i < left.Count; i++)
        {
            int again = left.IndexOf(left[i], i + 1);
            if (again < 0)
                continue;
            if (value.Shape[i] != value.Shape[again])
                throw new TensorException("einsum", $"dimensions {i} and {again} of shape {value.Shape} have one letter but two sizes");
            int letter = left[i];
            value = value.Diagonal(0, i, again);
            left.RemoveAt(again);
            left.RemoveAt(i);
            left.Add(letter);
            i--;
        }
        return new EinsumTerm(value, left.ToArray());
    }

    /// <summary>Sums over the letters that nobody needs further.</summary>
    public EinsumTerm Without(Func<int, bool> needed)
    {
        var over = new List<int>();
        var kept = new List<int>();
        for (int i = 0; i < Letters.Length; i++)
            if (needed(Letters[i]))
                kept.Add(Letters[i]);
            else
                over.Add(i);
        return over.Count == 0 ? this : new EinsumTerm(Value.Sum(over.ToArray()), kept.ToArray());
    }

    /// <summary>The dimensions in an order of letters.</summary>
    public Tensor InOrder(IEnumerable<int> letters)
    {
        EinsumTerm self = this;
        return Value.Permute(letters.Select(l => self.Place(l)).ToArray());
    }

    /// <summary>
    /// Multiplies two terms and sums over what they share and nobody needs further: one product of matrices, over (shared and kept, own,
    /// summed) and (shared and kept, summed, own).
    /// </summary>
    public static EinsumTerm Contract(EinsumTerm a, EinsumTerm b, Func<int, bool> needed)
    {
        a = a.Without(l => needed(l) || b.Place(l) >= 0);
        b = b.Without(l => needed(l) || a.Place(l) >= 0);
        int[] shared = a.Letters.Where(l => b.Place(l) >= 0).ToArray();
        foreach (int letter in shared)
        {
            if (a.Size(letter) == b.Size(letter))
                continue;
            if (a.Size(letter) != 1 && b.Size(letter) != 1)
                throw new TensorException("einsum", $"one letter has sizes {a.Size(letter)} and {b.Size(letter)}");

            // A size of 1 stretches.
            int size = Math.Max(a.Size(letter), b.Size(letter)) is var s && (a.Size(letter) == 0 || b.Size(letter) == 0) ? 0 : s;
            a = a.Stretched(letter, size);
            b = b.Stretched(letter, size);
        }
        int[] batch = shared.Where(needed).ToArray(), summed = shared.Where(l => !needed(l)).ToArray();
        int[] rows = a.Letters.Except(shared).ToArray(), columns = b.Letters.Except(shared).ToArray();
        int[] lead = batch.Select(a.Size).ToArray(), m = rows.Select(a.Size).ToArray(), n = columns.Select(b.Size).ToArray();
        int k = Product(summed.Select(a.Size));
        Tensor left = a.InOrder(batch.Concat(rows).Concat(summed)).Reshape([.. lead, Product(m), k]);
        Tensor right = b.InOrder(batch.Concat(summed).Concat(columns)).Reshape([.. lead, k, Product(n)]);
        return new EinsumTerm(left.MatMul(right).Reshape([.. lead, .. m, .. n]), [.. batch, .. rows, .. columns]);
    }

    /// <summary>The multiplications of contracting two terms.</summary>
    public static double Cost(EinsumTerm a, EinsumTerm b) =>
        a.Letters.Union(b.Letters).Aggregate(1.0, (cost, letter) => cost * Math.Max(a.Size(letter), b.Size(letter)));

    private EinsumTerm Stretched(int letter, int size) =>
        Size(letter) == size ? this : new EinsumTerm(Value.Expand(Value.Shape.With(Place(letter), size)), Letters);

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (n, s) => checked(n * s));
}
