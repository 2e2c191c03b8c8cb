using System.Text;

namespace Athanor.Nn.Functions;

public sealed partial class FunctionNetwork
{
    /// <summary>The nodes in their order, a line each: <c>%2 = sin(%1)</c>.</summary>
    public override string ToString() =>
        string.Join('\n', Order.Index().Select(node => $"%{node.Index} = {node.Item.Write(Names(node.Item, "%"))}"));

    /// <summary>The whole as one formula; a shared part is written wherever it is used.</summary>
    public string Formula() => Formula(Output);

    /// <summary>The network in the language of Graphviz: an arrow from each node to those that take its value.</summary>
    public string ToDot()
    {
        var text = new StringBuilder("digraph network {\n    rankdir=LR;\n");
        foreach ((int i, FunctionNode node) in Order.Index())
            text.Append($"    n{i} [label=\"{Escape(node.Label, "\\\"")}\"{(node.Inputs.Count == 0 ? ", shape=box" : "")}];\n");
        foreach ((string from, string to) in Arrows())
            text.Append($"    {from} -> {to};\n");
        return text.Append("}\n").ToString();
    }

    /// <summary>The network in the language of Mermaid.</summary>
    public string ToMermaid()
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach ((int i, FunctionNode node) in Order.Index())
        {
            string label = $"\"{Escape(node.Label, "#quot;")}\"";
            text.Append(node.Inputs.Count == 0 ? $"    n{i}[{label}]\n" : $"    n{i}(({label}))\n");
        }
        foreach ((string from, string to) in Arrows())
            text.Append($"    {from} --> {to}\n");
        return text.ToString();
    }

    private static string Formula(FunctionNode node)
    {
        var written = new Dictionary<FunctionNode, string>(ReferenceEqualityComparer.Instance);
        foreach (FunctionNode part in Ordering.Of(node))
            written[part] = part.Write([.. part.Inputs.Select(input => written[input])]);
        string text = written.Values.Last();
        return text is ['(', .. var bare, ')'] && Ordering.Of(node)[^1] is ArithmeticNode ? bare : text;
    }

    private static string Escape(string label, string quote) => label.Replace("\\", "\\\\").Replace("\"", quote);

    private IEnumerable<(string From, string To)> Arrows() =>
        Order.Index().SelectMany(node => Names(node.Item, "n").Select(from => (from, $"n{node.Index}")));

    private string[] Names(FunctionNode node, string prefix) =>
        [.. node.Inputs.Select(input => prefix + Order.Index().First(other => ReferenceEquals(other.Item, input)).Index)];
}
