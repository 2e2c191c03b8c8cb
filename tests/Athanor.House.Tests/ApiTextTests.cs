namespace Athanor.House.Tests;

/// <summary>The text of a snapshot says all that a user's code could depend on.</summary>
public sealed class ApiTextTests
{
    [Theory]
    [InlineData(typeof(Members<,>), """
        public abstract class Members<TItem, U> : List<TItem>, IDisposable where TItem : class where U : unmanaged, IComparable<U>
            public const float Half = 0.5f
            protected readonly int[][,] Grid
            protected Members(in int size, params string[] names)
            public event Action Changed
            public required (int, string) Pair { get; init; }
            public string Title { get; protected set; }
            public nint? this[Index at] { get; }
            public abstract void Dispose()
            public static bool TryGet<V>(out V value, DayOfWeek day = DayOfWeek.Friday) where V : new()
            public sealed override string ToString()
        """)]
    [InlineData(typeof(Members<,>.Choice), """
            public enum Members<TItem, U>.Choice : byte
                No = 0
                Yes = 2
        """)]
    [InlineData(typeof(Map<,>), "public delegate TOut Map<in TIn, out TOut>(TIn value)")]
    [InlineData(typeof(Point), """
        public readonly record struct Point : IEquatable<Point>
            public Point(double X)
            public double X { get; init; }
        """)]
    [InlineData(typeof(Helpers), """
        public static class Helpers
            public static int Twice(this int x)
        """)]
    public void A_type_is_told_as_it_is_declared(Type type, string text) =>
        Assert.Equal(
            text.Split('\n').Select(line => line.Trim()).Order(),
            ApiText.Block(type).Select(line => line.Trim().Replace("Athanor.House.Tests.", "")).Order());

    [Fact]
    public void A_line_can_be_told_alone() =>
        Assert.Equal(
            ["public class Athanor.A<T> : B", "Athanor.A<T>: public int C()"],
            ApiText.Lines("public class Athanor.A<T> : B\n    public int C()\n"));
}

#pragma warning disable CS0067, CA1822 // Declared to be read, not used.
public abstract class Members<TItem, U> : List<TItem>, IDisposable
    where TItem : class
    where U : unmanaged, IComparable<U>
{
    public const float Half = 0.5f;

    protected readonly int[][,] Grid = [];

    private protected int Hidden;

    protected Members(in int size, params string[] names) => Hidden = size + names.Length;

    public enum Choice : byte
    {
        No,
        Yes = 2,
    }

    public event Action? Changed;

    public required (int A, string B) Pair { get; init; }

    public string Title { get; protected set; } = "";

    public nint? this[Index at] => at.Value;

    public static bool TryGet<V>(out V value, DayOfWeek day = DayOfWeek.Friday)
        where V : new()
    {
        value = new V();
        return day == DayOfWeek.Friday;
    }

    public abstract void Dispose();

    public sealed override string ToString() => Title;

    internal void Unseen()
    {
    }
}

public delegate TOut Map<in TIn, out TOut>(TIn value);

public readonly record struct Point(double X);

public static class Helpers
{
    public static int Twice(this int x) => 2 * x;
}
