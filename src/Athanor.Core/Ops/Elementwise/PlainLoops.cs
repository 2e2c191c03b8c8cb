using System.Numerics;
using Athanor.Backends.Cpu;

namespace Athanor.Ops;

/// <summary>Functions of two numbers that lanes have no words for: bits, divisors, neighbours.</summary>
internal enum PlainFunction
{
    /// <summary>Bits set in both.</summary>
    And,

    /// <summary>Bits set in either.</summary>
    Or,

    /// <summary>Bits set in just one.</summary>
    Xor,

    /// <summary>Bits moved up.</summary>
    ShiftLeft,

    /// <summary>Bits moved down, the sign kept.</summary>
    ShiftRight,

    /// <summary>The greatest common divisor.</summary>
    Gcd,

    /// <summary>The least common multiple.</summary>
    Lcm,

    /// <summary>The next number that the type holds, toward the second.</summary>
    NextAfter,
}

/// <summary>An elementwise function of two tensors computed one element at a time, without a gradient.</summary>
internal sealed record Plain(PlainFunction Function) : Op
{
    public override OpKind Kind => OpKind.Elementwise;

    public override string Name => Function switch
    {
        PlainFunction.And => "bitwise_and",
        PlainFunction.Or => "bitwise_or",
        PlainFunction.Xor => "bitwise_xor",
        PlainFunction.ShiftLeft => "bitwise_left_shift",
        PlainFunction.ShiftRight => "bitwise_right_shift",
        PlainFunction.Gcd => "gcd",
        PlainFunction.Lcm => "lcm",
        _ => "nextafter",
    };

    public override bool AcceptsStrides => true;

    public override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        DType type = Promotion.Of(inputs);
        bool fits = Function switch
        {
            PlainFunction.NextAfter => type is DType.Float32 or DType.Float64,
            PlainFunction.And or PlainFunction.Or or PlainFunction.Xor => !type.IsFloating(),
            _ => type.IsInteger(),
        };
        if (!fits)
            throw new TensorException(Name, $"expected {(Function == PlainFunction.NextAfter ? "float32 or float64" : "integer")} tensors, got {inputs[0].DType.Name()} and {inputs[1].DType.Name()}");
        return new TensorSpec(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), type, inputs[0].Device);
    }

    public override unsafe void RunCpu(in KernelArgs a)
    {
        DType lane = Promotion.Lane(a.Outputs[0].DType);
        int bits = 8 * a.Outputs[0].DType.Size();
        TileJob.Run(Loop(lane), &bits, lane, a.Inputs, a.Outputs[0]);
    }

    private unsafe delegate*<void*, byte**, byte*, int, void> Loop(DType lane) => Function switch
    {
        PlainFunction.And => &Integers<And>,
        PlainFunction.Or => &Integers<Or>,
        PlainFunction.Xor => &Integers<Xor>,
        PlainFunction.ShiftLeft => &Integers<ShiftLeft>,
        PlainFunction.ShiftRight => &Integers<ShiftRight>,
        PlainFunction.Gcd => &Integers<Gcd>,
        PlainFunction.Lcm => &Integers<Lcm>,
        _ => lane == DType.Float32 ? &Neighbours<float> : &Neighbours<double>,
    };

    private static unsafe void Integers<F>(void* bits, byte** inputs, byte* output, int count)
        where F : IInteger
    {
        long* a = (long*)inputs[0], b = (long*)inputs[1], y = (long*)output;
        for (int i = 0; i < count; i++)
            y[i] = F.Of(a[i], b[i], *(int*)bits);
    }

    private static unsafe void Neighbours<T>(void* bits, byte** inputs, byte* output, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* a = (T*)inputs[0], b = (T*)inputs[1], y = (T*)output;
        for (int i = 0; i < count; i++)
            y[i] = a[i] == b[i] ? b[i] : T.IsNaN(a[i]) || T.IsNaN(b[i]) ? T.NaN : a[i] < b[i] ? T.BitIncrement(a[i]) : T.BitDecrement(a[i]);
    }

    private interface IInteger
    {
        static abstract long Of(long a, long b, int bits);
    }

    private readonly struct And : IInteger
    {
        public static long Of(long a, long b, int bits) => a & b;
    }

    private readonly struct Or : IInteger
    {
        public static long Of(long a, long b, int bits) => a | b;
    }

    private readonly struct Xor : IInteger
    {
        public static long Of(long a, long b, int bits) => a ^ b;
    }

    private readonly struct ShiftLeft : IInteger
    {
        public static long Of(long a, long b, int bits) => b < 0 || b >= bits ? 0 : a << (int)b;
    }

    private readonly struct ShiftRight : IInteger
    {
        public static long Of(long a, long b, int bits) => a >> (b < 0 || b >= bits ? 63 : (int)b);
    }

    private readonly struct Gcd : IInteger
    {
        public static long Of(long a, long b, int bits)
        {
            while (b != 0)
                (a, b) = (b, b == -1 ? 0 : a % b);
            return a < 0 ? -a : a;
        }
    }

    private readonly struct Lcm : IInteger
    {
        public static long Of(long a, long b, int bits)
        {
            long divisor = Gcd.Of(a, b, bits);
            long product = divisor == 0 ? 0 : a / divisor * b;
            return product < 0 ? -product : product;
        }
    }
}
