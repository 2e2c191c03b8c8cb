using Athanor.Autograd;
using Athanor.Capture;

namespace Athanor.Nn;

/// <summary>One call of a module while a model ran once.</summary>
/// <param name="Path">The module's name in the model; "" for the model itself.</param>
/// <param name="Module">The module.</param>
/// <param name="Depth">How many modules it is inside of.</param>
/// <param name="Output">The shape of its output (of the first tensor, if there are several).</param>
/// <param name="Parameters">Trainable scalars of it and of what is inside.</param>
/// <param name="Flops">Floating operations of the call, inner calls included; a multiply-add counts two.</param>
public sealed record LayerRow(string Path, Module Module, int Depth, Shape Output, long Parameters, double Flops);

/// <summary>What a model is made of: its layers in the order they run, with output shapes, parameters and FLOPs.</summary>
public sealed class ModelSummary
{
    private ModelSummary(IReadOnlyList<LayerRow> rows) => Rows = rows;

    /// <summary>The calls, outer before inner; the first is the model itself.</summary>
    public IReadOnlyList<LayerRow> Rows { get; }

    /// <summary>The calls of modules that have none inside.</summary>
    public IEnumerable<LayerRow> Leaves => Rows.Where(r => r.Module.Children().Count == 0);

    /// <summary>Runs the model once on an input and notes every call. On the meta device this takes no memory and no time.</summary>
    public static ModelSummary Of<TIn, TOut>(Module<TIn, TOut> model, TIn input)
    {
        using GradMode.Restore mode = GradMode.NoGrad();
        using TensorScope scope = TensorScope.Begin("summary");
        using Tracer trace = Tracer.Begin();
        var notes = new Notes(model, trace);
        CallObserver? before = CallObserver.Current;
        CallObserver.Current = notes;
        try
        {
            model.Call(input);
        }
        finally
        {
            CallObserver.Current = before;
        }
        return new ModelSummary(notes.Rows!);
    }

    private sealed class Notes : CallObserver
    {
        private readonly Dictionary<Module, string> _names = new(ReferenceEqualityComparer.Instance);
        private readonly Stack<(int Row, int Node)> _open = new();
        private readonly Tracer _trace;

        public Notes(Module model, Tracer trace)
        {
            _trace = trace;
            foreach ((string name, Module module) in model.NamedModules())
                _names[module] = name;
        }

        public List<LayerRow?> Rows { get; } = [];

        public override void Enter(Module module)
        {
            _open.Push((Rows.Count, _trace.Nodes.Count));
            Rows.Add(null);
        }

        public override void Leave(Module module, object? output)
        {
            (int row, int node) = _open.Pop();
            double flops = 0;
            for (int i = node; i < _trace.Nodes.Count; i++)
                flops += _trace.Nodes[i].Cost.Flops;
            Rows[row] = new LayerRow(
                _names.GetValueOrDefault(module, ""), module, _open.Count, FirstShape(output) ?? Shape.Scalar, module.ParameterCount, flops);
        }

        private static Shape? FirstShape(object? output) => output switch
        {
            Tensor tensor => tensor.Shape,
            System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => FirstShape(tuple[i])).FirstOrDefault(s => s is not null),
            ITensorTree tree => tree.Tensors.FirstOrDefault(t => t is not null)?.Shape,
            _ => null,
        };
    }
}
