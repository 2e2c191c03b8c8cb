namespace Athanor.Nn.Functions;

/// <summary>
/// A polynomial with exact coefficients. What it is a polynomial of are numbered: the inputs of a network, and functions such as
/// sin(u) that are not polynomials themselves. Equal polynomials are written equally.
/// </summary>
internal sealed class Polynomial
{
    private const int MaxTerms = 4096;

    // A monomial is the ascending list of its factors: x₁²·x₄ is "1 1 4", and the constant is "".
    private readonly SortedDictionary<string, Rational> _terms = new(StringComparer.Ordinal);

    public static Polynomial Constant(Rational value) => new Polynomial().Plus("", value);

    public static Polynomial Atom(int number) => new Polynomial().Plus(number.ToString(), Rational.One);

    public IEnumerable<(int[] Factors, Rational Coefficient)> Terms => _terms.Select(term => (Factors(term.Key), term.Value));

    /// <summary>The value, if there is no other term than the constant.</summary>
    public Rational? Value => _terms.Count == 0
        ? Rational.Of(0)
        : _terms.Count == 1 && _terms.TryGetValue("", out Rational value) ? value : null;

    /// <summary>Whether the first term is negative: of u and −u just one is, so a rule f(−u) = … has a side to prefer.</summary>
    public bool LeadsNegative => _terms.Count > 0 && _terms.Last().Value.IsNegative;

    /// <summary>Whether the polynomial grew beyond what is worth following.</summary>
    public bool IsTooLarge => _terms.Count > MaxTerms;

    public static Polynomial operator +(Polynomial a, Polynomial b)
    {
        var sum = new Polynomial();
        foreach ((string monomial, Rational coefficient) in a._terms.Concat(b._terms))
            sum.Plus(monomial, coefficient);
        return sum;
    }

    public static Polynomial operator *(Polynomial a, Polynomial b)
    {
        var product = new Polynomial();
        foreach ((string left, Rational x) in a._terms)
        {
            foreach ((string right, Rational y) in b._terms)
                product.Plus(string.Join(' ', Factors(left).Concat(Factors(right)).Order()), x * y);
            if (product.IsTooLarge)
                break;
        }
        return product;
    }

    public static Polynomial operator *(Rational a, Polynomial b) => Constant(a) * b;

    public override string ToString() => string.Join(" + ", _terms.Select(term => $"{term.Value}[{term.Key}]"));

    private static int[] Factors(string monomial) => monomial.Length == 0 ? [] : [.. monomial.Split(' ').Select(int.Parse)];

    private Polynomial Plus(string monomial, Rational coefficient)
    {
        Rational sum = _terms.TryGetValue(monomial, out Rational known) ? known + coefficient : coefficient;
        if (sum.IsZero)
            _terms.Remove(monomial);
        else
            _terms[monomial] = sum;
        return this;
    }
}
