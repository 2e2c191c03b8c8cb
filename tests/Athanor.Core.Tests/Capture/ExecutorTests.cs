using Athanor.Capture;

namespace Athanor.Tests.Capture;

public sealed class ExecutorTests
{
    [Fact]
    public void Meta_infers_shapes_without_memory()
    {
        long before = TensorMemory.Use().LiveBlocks;
        using Defaults.Restore meta = Defaults.On(Device.Meta);
        Tensor x = Tensor.RandN([100_000, 100_000]);
        Tensor y = x.Reshape(100, -1, 100_000).MatMul(Tensor.Ones(100_000, 7)).Permute(2, 0, 1).Sum(1);
        Assert.Equal(new Shape(7, 1000), Tensor.Ones(7, 1000).Shape);
        Assert.Equal(new Shape(7, 1000), y.Shape);
        Assert.Equal(Device.Meta, y.Device);
        Assert.Throws<TensorException>(() => y.ToArray<float>());
        Assert.Throws<TensorException>(() => x.MatMul(Tensor.Ones(3, 3)));
    }

    [Fact]
    public void Meta_runs_backward_too()
    {
        using Defaults.Restore meta = Defaults.On(Device.Meta);
        Tensor w = Tensor.Ones(5, 4);
        w.RequiresGrad = true;
        Tensor.Ones(3, 5).MatMul(w).Tanh().Mean().Backward();
        Assert.Equal(new Shape(5, 4), w.Grad!.Shape);
    }

    [Fact]
    public void A_tracer_writes_down_forward_and_backward_and_changes_nothing()
    {
        Tensor w = Tensor.From([1f, 2f, 3f]);
        w.RequiresGrad = true;
        (w.Exp() * 2).Sum().Backward();
        float[] expected = w.Grad!.ToArray<float>();
        w.Grad = null;

        using (var trace = Tracer.Begin())
        {
            (w.Exp() * 2).Sum().Backward();
            string[] names = trace.Nodes.Select(n => n.Op.Name).ToArray();
            Assert.Equal(["exp", "mul", "sum"], names.Where(n => n is "exp" or "sum" or "mul").Take(3));
            Assert.Contains("gradient of exp", names);
            TraceNode slope = trace.Nodes.First(n => n.Op.Name == "gradient of exp");
            TraceNode exp = trace.Nodes.First(n => n.Op.Name == "exp");
            Assert.Contains(exp.Outputs[0], slope.Inputs);
        }
        Assert.Equal(expected, w.Grad!.ToArray<float>());
    }
}
