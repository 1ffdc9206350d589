namespace Infometer;

/// <summary>Sets options by the text that a user types.</summary>
internal static class OptionSettings
{
    /// <summary>One option that can be set.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">The values it takes, in words.</param>
    /// <param name="Default">The default, as it would be typed.</param>
    /// <param name="Set">The target with the option set.</param>
    public readonly record struct Setter<T>(string Name, string Type, string Default, Func<T, string, T> Set);

    /// <summary>The target with all settings applied.</summary>
    /// <param name="target">What has the options.</param>
    /// <param name="owner">What it is called in messages, such as <c>estimator 'nsb'</c>.</param>
    /// <param name="options">The options it has.</param>
    /// <param name="settings">Names and texts.</param>
    /// <exception cref="InvalidInputException">A name is unknown or a text is not of the option's type.</exception>
    public static T Apply<T>(T target, string owner, IReadOnlyList<Setter<T>> options, IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach ((string name, string value) in settings)
        {
            if (options.All(o => o.Name != name))
            {
                throw new InvalidInputException(
                    $"{char.ToUpperInvariant(owner[0])}{owner[1..]} has no option '{name}'; "
                    + (options.Count == 0 ? "it has no options." : $"its options are {string.Join(", ", options.Select(o => o.Name))}."));
            }

            Setter<T> option = options.First(o => o.Name == name);
            try
            {
                target = option.Set(target, value);
            }
            catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
            {
                throw new InvalidInputException(
                    $"Option '{name}' of {owner} cannot be '{value}'; expected {option.Type} (default {option.Default}).", e);
            }
        }

        return target;
    }
}
