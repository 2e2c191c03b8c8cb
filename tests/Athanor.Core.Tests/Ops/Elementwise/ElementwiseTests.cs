using Athanor.Ops;
using Athanor.TestKit;

namespace Athanor.Tests.Ops.Elementwise;

/// <summary>Every elementwise operator beside its definition, over types, lengths and layouts, with its derivatives.</summary>
public sealed class ElementwiseTests
{
    private static readonly int[] _lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 70, 1023, 1024, 1025, 1100];

    public static TheoryData<string> Names() => [.. ElementwiseTable.All.Select(c => c.Name)];

    public static TheoryData<string> Differentiable() => [.. ElementwiseTable.All.Where(c => c.HasGradient).Select(c => c.Name)];

    public static TheoryData<string> OfIntegers() => [.. ElementwiseTable.All.Where(c => c.Integers).Select(c => c.Name)];

    [Fact]
    public void Every_struct_is_in_the_table()
    {
        Type[] structs = [.. typeof(IElementwise).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(IElementwise)))];
        string[] missing = [.. structs.Except(ElementwiseTable.All.Select(c => c.Struct)).Select(t => t.Name)];
        Assert.True(missing.Length == 0, $"add to {nameof(ElementwiseTable)}: {string.Join(", ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("isa", "quick")]
    public void Values_are_those_of_the_definition(string name)
    {
        ElementwiseCase c = ElementwiseTable.Find(name);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16, DType.Float16])
            foreach (int length in dtype is DType.Float32 or DType.Float64 ? _lengths : [1, 17, 70, 1025])
                Check(c, dtype, length);
    }

    [Theory]
    [MemberData(nameof(OfIntegers))]
    [Trait("isa", "quick")]
    public void Integers_are_exact(string name)
    {
        ElementwiseCase c = ElementwiseTable.Find(name);
        var random = new Random(5);
        foreach (DType dtype in (DType[])[DType.Int64, DType.Int32, DType.UInt8])
        {
            using TensorScope scope = TensorScope.Begin("test");
            double least = dtype == DType.UInt8 ? 0 : -9;
            double[][] columns = [.. Enumerable.Range(0, c.Arity).Select(i => Enumerable.Range(0, 70)
                .Select(_ => Math.Round(Math.Max(least, c.Domain[Math.Min(i, c.Domain.Length - 1)].Low) + random.Next(6))).ToArray())];
            Tensor[] inputs = Array.ConvertAll(columns, x => Tensor.From(x).To(dtype));
            Tensor result = c.Apply(inputs);
            double[] actual = result.ToDoubles();
            for (int i = 0; i < 70; i++)
            {
                double expected = c.Exact([.. columns.Select(x => x[i])]);
                if (result.DType == DType.UInt8)
                    expected = (byte)(long)expected;
                Assert.True(expected == actual[i], $"{name} of {dtype.Name()} {string.Join(", ", columns.Select(x => x[i]))}: {actual[i]}, not {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Layouts_do_not_matter(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        ElementwiseCase c = ElementwiseTable.Find(name);
        foreach (DType dtype in (DType[])[DType.Float32, DType.BFloat16])
        {
            Tensor[] inputs = Array.ConvertAll(Columns(c, 5 * 7 * 19), x => Tensor.From(x, 5, 7, 19).To(dtype));
            double[] expected = c.Apply(inputs).ToDoubles();
            for (int i = 0; i < inputs.Length; i++)
                foreach ((string layout, Tensor same) in Layouts.Of(inputs[i]))
                {
                    var arguments = (Tensor[])inputs.Clone();
                    arguments[i] = same;
                    Assert.True(expected.AsSpan().SequenceEqual(c.Apply(arguments).ToDoubles()), $"{name} of {dtype.Name()}, argument {i} {layout}");
                }
            // Broadcast: rows, columns, and single elements stretched.
            for (int i = 0; i < inputs.Length; i++)
                foreach (Tensor part in (Tensor[])[inputs[i].Select(2, 0).Unsqueeze(2), inputs[i].Select(0, 1), inputs[i].Select(0, 1).Select(0, 2), inputs[i].Select(2, 3).Select(1, 2).Unsqueeze(1).Unsqueeze(2), inputs[i].Select(0, 0).Select(0, 0).Select(0, 0)])
                {
                    Tensor[] stretched = (Tensor[])inputs.Clone(), copied = (Tensor[])inputs.Clone();
                    stretched[i] = c.Arity == 1 ? part.Expand(5, 7, 19) : part.To(dtype);
                    copied[i] = part.Expand(5, 7, 19).Clone();
                    if (part.Rank > 0 || c.Arity == 1)
                        Assert.True(c.Apply(copied).ToDoubles().AsSpan().SequenceEqual(c.Apply(stretched).ToDoubles()), $"{name} of {dtype.Name()}, argument {i} stretched from {part.Shape}");
                }
        }
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Derivatives_are_differences(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        ElementwiseCase c = ElementwiseTable.Find(name);
        Tensor[] inputs = Array.ConvertAll(Columns(c, 9), x => Tensor.From(x, 9));
        Assert.InRange(FiniteDifference.OfGradient(c.Apply, inputs), 0, 1e-7);
        Assert.InRange(FiniteDifference.OfSecondGradient(c.Apply, inputs), 0, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Both_forms_of_the_gradient_agree_in_all_floats(string name)
    {
        using TensorScope scope = TensorScope.Begin("test");
        ElementwiseCase c = ElementwiseTable.Find(name);
        foreach (DType dtype in (DType[])[DType.Float32, DType.BFloat16, DType.Float16])
        {
            Tensor[] inputs = Array.ConvertAll(Columns(c, 37), x => Tensor.From(x, 37).To(dtype));
            foreach (Tensor input in inputs)
                input.RequiresGrad = true;
            Tensor output = c.Apply(inputs);
            Tensor?[] fused = Athanor.Autograd.Gradients.OfMany([output], inputs, [output.Detach().OnesLike()], retainGraph: true);
            Tensor?[] traced = Athanor.Autograd.Gradients.OfMany([output], inputs, [output.Detach().OnesLike()], createGraph: true);
            for (int i = 0; i < inputs.Length; i++)
            {
                Assert.Equal(fused[i] is null, traced[i] is null);
                if (fused[i] is not { } grad)
                    continue;
                Assert.Equal(dtype, grad.DType);
                double off = Deviation.Relative(traced[i]!.ToDoubles(), grad.ToDoubles());
                Assert.InRange(off, 0, dtype == DType.Float32 ? 2e-5 : dtype == DType.BFloat16 ? 0.2 : 0.02);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalars_and_empty_tensors_keep_their_shapes(string name)
    {
        ElementwiseCase c = ElementwiseTable.Find(name);
        foreach (Shape shape in (Shape[])[[], [0], [3, 0], [1, 1, 1]])
        {
            using TensorScope scope = TensorScope.Begin("test");
            double[][] columns = Columns(c, (int)shape.Count);
            Tensor[] inputs = Array.ConvertAll(columns, x => Tensor.From(x, shape));
            Tensor result = c.Apply(inputs);
            Assert.Equal(shape, result.Shape);
            Assert.Equal(shape.Count, result.ToDoubles().Length);
            if (c.HasGradient && shape.Count == 0)
            {
                inputs[0].RequiresGrad = true;
                if (c.Apply(inputs) is { RequiresGrad: true } output)
                    output.Sum().Backward();
            }
        }
    }

    private static void Check(ElementwiseCase c, DType dtype, int length)
    {
        using TensorScope scope = TensorScope.Begin("test");
        Tensor[] inputs = Array.ConvertAll(Columns(c, length), x => Tensor.From(x, length).To(dtype));
        double[][] columns = Array.ConvertAll(inputs, t => t.ToDoubles());
        Tensor result = c.Apply(inputs);
        Assert.Equal(c.HasGradient ? dtype : DType.Bool, result.DType);
        double[] actual = result.ToDoubles();
        double unit = dtype switch { DType.Float64 => 2.3e-16, DType.Float32 => 1.2e-7, DType.Float16 => 9.8e-4, _ => 7.9e-3 };
        for (int i = 0; i < length; i++)
        {
            double[] x = [.. columns.Select(column => column[i])];
            double expected = c.Exact(x), scale = Math.Max(1, Math.Max(Math.Abs(expected), x.Max(Math.Abs)));
            double allowed = c.HasGradient ? c.Slack * unit * scale : 0;
            if (c.HasSteps && dtype is not DType.Float64)
                allowed = Math.Max(allowed, 1e-6);
            Assert.True(
                Deviation.Of(actual[i], expected) <= allowed, $"{c.Name} of {dtype.Name()} {string.Join(", ", x)} (number {i} of {length}): {actual[i]}, not {expected}");
        }
    }

    private static double[][] Columns(ElementwiseCase c, int length)
    {
        var random = new Random(12);
        var columns = new double[c.Arity][];
        for (int i = 0; i < c.Arity; i++)
            columns[i] = new double[length];
        for (int j = 0; j < length; j++)
        {
            double[] x = c.Arguments(random);
            for (int i = 0; i < c.Arity; i++)
                columns[i][j] = x[i];
        }
        return columns;
    }
}
