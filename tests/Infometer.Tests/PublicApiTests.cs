using System.Reflection;
using System.Text;
using Xunit;

namespace Infometer.Tests;

/// <summary>
/// The public surface, frozen: a change of it is a change of PublicApi.txt (of the reports: PublicApi.Reports.txt) that somebody reviews. After a wanted change
/// run with INFOMETER_ACCEPT_API=1, which writes the file, and read its diff.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData(typeof(Estimate), "PublicApi.txt")]
    [InlineData(typeof(HtmlReport), "PublicApi.Reports.txt")]
    public void PublicApi_IsTheFrozenOne(Type type, string name)
    {
        string file = Path.Combine(Repository.Root, "tests", "Infometer.Tests", name);
        string actual = Describe(type.Assembly);
        if (Environment.GetEnvironmentVariable("INFOMETER_ACCEPT_API") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    [Theory]
    [InlineData(typeof(Estimate))]
    [InlineData(typeof(HtmlReport))]
    public void PublicTypes_AreInTheOneNamespace(Type known) =>
        Assert.All(known.Assembly.GetExportedTypes(), exported => Assert.Equal("Infometer", exported.Namespace));

    private static string Describe(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
                : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
            text.Append(kind).Append(' ').Append(Name(type));
            if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            {
                text.Append(" : ").Append(Name(parent));
            }

            text.Append('\n');
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            IEnumerable<string> members = type.GetMembers(Declared)
                .Where(IsVisible)
                .Select(Member)
                .OfType<string>()
                .Order(StringComparer.Ordinal);
            foreach (string member in members)
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(a => a.IsPublic || a.IsFamily || a.IsFamilyOrAssembly),
        _ => false,
    };

    // Accessors go with their property; what records generate is left out.
    private static string? Member(MemberInfo member) => member switch
    {
        MethodInfo method when method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method when method.Name is "<Clone>$" or "PrintMembers" or "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "op_Equality" or "op_Inequality" => null,
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo { Name: "EqualityContract" } => null,
        PropertyInfo property => $"{(property.GetAccessors(true)[0].IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name}"
            + $"{(property.GetIndexParameters().Length > 0 ? $"[{string.Join(", ", property.GetIndexParameters().Select(p => Name(p.ParameterType)))}]" : "")}"
            + $" {{{(property.CanRead ? " get;" : "")}{(property.SetMethod is { IsPublic: true } ? " init;" : "")} }}",
        FieldInfo { Name: "value__" } => null,
        FieldInfo field => field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}" : $"{Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Parameters(MethodBase method) => string.Join(
        ", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
