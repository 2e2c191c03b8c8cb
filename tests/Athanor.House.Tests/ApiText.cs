using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Athanor.House.Tests;

/// <summary>The public face of an assembly as text: a block for each type, sorted, its members indented and sorted below it.</summary>
internal static class ApiText
{
    private const string Indent = "    ";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => string.Join('\n', assembly.GetTypes()
        .Where(IsSeen)
        .OrderBy(FullName, StringComparer.Ordinal)
        .Select(type => string.Concat(Block(type).Select(line => line + '\n'))));

    /// <summary>The lines of such a text, each with the type it belongs to, so that it can be told alone.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        string owner = "";
        foreach (string line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (line.StartsWith(Indent, StringComparison.Ordinal))
            {
                yield return $"{owner}: {line.Trim()}";
                continue;
            }
            owner = line.Split(' ').First(word => word.StartsWith("Athanor", StringComparison.Ordinal)).Split('(')[0];
            yield return line;
        }
    }

    private static bool IsSeen(Type type)
    {
        if (type.Name.Contains('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            return false;
        return type.IsPublic
            || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsSeen(type.DeclaringType!));
    }

    private static string FullName(Type type) =>
        type.Namespace is { Length: > 0 } space ? $"{space}.{TypeNames.Qualified(type)}" : TypeNames.Qualified(type);

    /// <summary>The lines of one type, its members indented.</summary>
    public static IEnumerable<string> Block(Type type)
    {
        string access = type.IsPublic || type.IsNestedPublic ? "public" : "protected";
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            string result = TypeNames.Of(invoke.ReturnType);
            return [$"{access} delegate {result} {FullName(type)}({MemberText.Parameters(invoke)}){ConstraintsOf(type)}"];
        }
        if (type.IsEnum)
        {
            // In the order of values, which are the contract.
            IEnumerable<string> names =
                from name in type.GetFields(BindingFlags.Public | BindingFlags.Static)
                let value = Convert.ToDecimal(name.GetRawConstantValue(), CultureInfo.InvariantCulture)
                orderby value
                select $"{Indent}{name.Name} = {value}";
            return [$"{access} enum {FullName(type)} : {TypeNames.Of(type.GetEnumUnderlyingType())}", .. names];
        }
        IEnumerable<string> members = type.GetMembers(Declared)
            .Select(member => (Order: OrderOf(member), member.Name, Text: MemberText.Of(member)))
            .Where(member => member.Text is not null)
            .OrderBy(member => member.Order).ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => Indent + member.Text);
        return [$"{access} {KindOf(type)} {FullName(type)}{BasesOf(type)}{ConstraintsOf(type)}", .. members];
    }

    private static int OrderOf(MemberInfo member) => member switch
    {
        FieldInfo => 0,
        ConstructorInfo => 1,
        PropertyInfo => 2,
        EventInfo => 3,
        _ => 4,
    };

    private static string KindOf(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
        {
            string immutable = type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "";
            string record = type.GetMethod("PrintMembers", Declared) is not null ? "record " : "";
            return $"{immutable}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        }
        string kind = type.GetMethod("<Clone>$", Declared) is not null ? "record" : "class";
        return type switch
        {
            { IsAbstract: true, IsSealed: true } => "static " + kind,
            { IsAbstract: true } => "abstract " + kind,
            { IsSealed: true } => "sealed " + kind,
            _ => kind,
        };
    }

    private static string BasesOf(Type type)
    {
        bool derived = type is { IsClass: true, BaseType: not null } && type.BaseType != typeof(object);
        IEnumerable<string> interfaces = type.GetInterfaces()
            .Where(one => one.IsVisible)
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .Select(TypeNames.Of).Order(StringComparer.Ordinal);
        string[] bases = derived ? [TypeNames.Of(type.BaseType!), .. interfaces] : [.. interfaces];
        return bases.Length > 0 ? " : " + string.Join(", ", bases) : "";
    }

    private static string ConstraintsOf(Type type) => TypeNames.Constraints(type.GetGenericArguments());
}
