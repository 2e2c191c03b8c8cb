using System.Reflection;

namespace Athanor.House.Tests;

/// <summary>Type names as C# writes them, without namespaces.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type)
    {
        if (_keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsByRef)
            return "ref " + Of(type.GetElementType()!);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return ArrayOf(type);
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        return type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) is true
            ? $"({string.Join(", ", type.GenericTypeArguments.Select(Of))})"
            : Qualified(type);
    }

    /// <summary>The name with those of the types around it: <c>Outer&lt;T&gt;.Inner</c>.</summary>
    public static string Qualified(Type type)
    {
        // A nested type repeats the type arguments of the types around it, before its own.
        Type[] arguments = type.GetGenericArguments();
        var parts = new Stack<string>();
        for (Type? t = type; t is not null; t = t.DeclaringType)
        {
            int own = t.GetGenericArguments().Length, outer = t.DeclaringType?.GetGenericArguments().Length ?? 0;
            string name = t.Name.Split('`')[0];
            parts.Push(own > outer ? $"{name}<{string.Join(", ", arguments[outer..own].Select(Argument))}>" : name);
        }
        return string.Join('.', parts);
    }

    /// <summary>The constraints of type parameters: <c> where T : struct</c>.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(
        from parameter in parameters
        let words = ConstraintsOf(parameter).ToArray()
        where words.Length > 0
        select $" where {parameter.Name} : {string.Join(", ", words)}");

    private static IEnumerable<string> ConstraintsOf(Type parameter)
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        bool value = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        if (value)
        {
            bool unmanaged = parameter.GetCustomAttributesData().Any(a => a.AttributeType.Name == "IsUnmanagedAttribute");
            yield return unmanaged ? "unmanaged" : "struct";
        }
        foreach (Type constraint in parameter.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)))
            yield return Of(constraint);
        if (!value && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            yield return "new()";
        if (flags.HasFlag(GenericParameterAttributes.AllowByRefLike))
            yield return "allows ref struct";
    }

    private static string Argument(Type type)
    {
        GenericParameterAttributes variance = type.IsGenericTypeParameter
            ? type.GenericParameterAttributes & GenericParameterAttributes.VarianceMask
            : GenericParameterAttributes.None;
        return variance switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        } + Of(type);
    }

    // int[][,] is an array of two-dimensional arrays: the outermost rank is written first.
    private static string ArrayOf(Type type)
    {
        string ranks = "";
        for (; type.IsArray; type = type.GetElementType()!)
            ranks += $"[{new string(',', type.GetArrayRank() - 1)}]";
        return Of(type) + ranks;
    }
}
