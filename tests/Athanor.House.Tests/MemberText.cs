using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Athanor.House.Tests;

/// <summary>A public or protected member in a line that reads like its C# declaration.</summary>
internal static class MemberText
{
    /// <summary>The member's line; none where users outside the assembly do not see it or the compiler wrote it.</summary>
    public static string? Of(MemberInfo member)
    {
        if (member.Name.Contains('<') || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            return null;
        return member switch
        {
            FieldInfo field when IsSeen(field) => Field(field),
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsSeen) => Property(property),
            EventInfo e when IsSeen(e.AddMethod!) => $"{Modifiers(e.AddMethod!)}event {TypeNames.Of(e.EventHandlerType!)} {e.Name}",
            ConstructorInfo { IsStatic: false } constructor when IsSeen(constructor) =>
                $"{Modifiers(constructor)}{member.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})",
            MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
                Method(method),
            _ => null,
        };
    }

    public static string Parameters(MethodBase method)
    {
        string first = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsSeen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static string Field(FieldInfo field)
    {
        string access = field.IsPublic ? "public" : field.IsFamily ? "protected" : "protected internal";
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue(), field.FieldType) : "";
        return $"{access} {Required(field)}{kind}{TypeNames.Of(field.FieldType)} {field.Name}{value}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] seen = [.. property.GetAccessors(nonPublic: true).Where(IsSeen)];
        MethodInfo widest = seen.FirstOrDefault(accessor => accessor.IsPublic) ?? seen[0];
        ParameterInfo[] indices = property.GetIndexParameters();
        string name = indices.Length > 0 ? $"this[{string.Join(", ", indices.Select(Parameter))}]" : property.Name;
        string accessors = string.Concat(seen.OrderBy(accessor => accessor.ReturnType == typeof(void)).Select(accessor =>
            (accessor.IsPublic == widest.IsPublic ? "" : Access(accessor) + " ") + AccessorName(accessor) + "; "));
        return $"{Modifiers(widest)}{Required(property)}{TypeNames.Of(property.PropertyType)} {name} {{ {accessors}}}";
    }

    private static string AccessorName(MethodInfo accessor)
    {
        bool init = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return init ? "init" : accessor.ReturnType == typeof(void) ? "set" : "get";
    }

    private static string Method(MethodInfo method)
    {
        Type[] generics = method.GetGenericArguments();
        string parameters = generics.Length > 0 ? $"<{string.Join(", ", generics.Select(TypeNames.Of))}>" : "";
        // An override inherits its constraints and cannot repeat them.
        string constraints = Overrides(method) ? "" : TypeNames.Constraints(generics);
        string result = TypeNames.Of(method.ReturnType);
        string head = method.Name switch
        {
            "op_Implicit" => $"implicit operator {result}",
            "op_Explicit" => $"explicit operator {result}",
            var name when name.StartsWith("op_", StringComparison.Ordinal) => $"{result} operator {name["op_".Length..]}",
            var name => $"{result} {name}{parameters}",
        };
        return $"{Modifiers(method)}{head}({Parameters(method)}){constraints}";
    }

    private static string Modifiers(MethodBase method)
    {
        string access = Access(method) + " ";
        bool contract = method.DeclaringType!.IsInterface;
        if (contract && !method.IsStatic)
            return method.IsAbstract ? "" : access;
        if (method.IsStatic)
            return access + "static " + (method.IsAbstract ? "abstract " : method.IsVirtual ? "virtual " : "");
        if (method.IsAbstract)
            return access + "abstract " + (Overrides(method) ? "override " : "");
        if (Overrides(method))
            return access + (method.IsFinal && !method.DeclaringType.IsSealed ? "sealed " : "") + "override ";
        return access + (method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");
    }

    private static bool Overrides(MethodBase method) => method is MethodInfo info && info.GetBaseDefinition() != info;

    private static string Access(MethodBase method) => method.IsPublic ? "public" : method.IsFamily ? "protected" : "protected internal";

    private static string Required(MemberInfo member) =>
        member.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";

    private static string Parameter(ParameterInfo parameter)
    {
        string type = TypeNames.Of(parameter.ParameterType);
        if (parameter.ParameterType.IsByRef)
        {
            string by = parameter.IsOut ? "out" : parameter.IsIn ? "in" : "ref";
            type = by + type["ref".Length..];
        }
        bool many = parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false);
        string preset = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{(many ? "params " : "")}{type} {parameter.Name}{preset}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        char letter => $"'{letter}'",
        bool truth => truth ? "true" : "false",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } e => $"{TypeNames.Of(e)}.{Enum.ToObject(e, value)}",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
