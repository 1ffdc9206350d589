namespace Infometer.Cli.Commands;

/// <summary>The measures of <c>infometer representation</c> with the options that were typed.</summary>
internal sealed class RepresentationSettings
{
    private readonly List<KeyValuePair<string, string>> _set = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly string? _kernel;
    private readonly string? _width;
    private readonly string[] _compat;

    /// <param name="kernel">--kernel, for every measure that has one.</param>
    /// <param name="width">--width, for every measure whose kernel has one.</param>
    /// <param name="set">--set, for every measure that has the option.</param>
    /// <param name="compat">Ids of measures whose released form is asked for.</param>
    public RepresentationSettings(string? kernel, string? width, string[] set, string[] compat)
    {
        (_kernel, _width, _compat) = (kernel, width, compat);
        foreach (string text in set)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new InvalidInputException($"--set '{text}' is not NAME=VALUE.");
            }

            _set.Add(new KeyValuePair<string, string>(text[..at], text[(at + 1)..]));
        }

        string[] forms = [.. RepresentationMeasures.All.Where(d => d.Options.Any(o => o.Name == "form")).Select(d => d.Id)];
        if (Array.Find(compat, id => !forms.Contains(id)) is { } unknown)
        {
            throw new InvalidInputException($"--compat {unknown}: there is no released form of it; choose from {string.Join(", ", forms)}.");
        }
    }

    /// <summary>Every measure asked for, or every one there is.</summary>
    public List<RepresentationMeasure> Create(string[] ids)
    {
        IEnumerable<RepresentationDescriptor> descriptors = ids.Length == 0 ? RepresentationMeasures.All : ids.Distinct().Select(RepresentationMeasures.Get);
        List<RepresentationMeasure> measures = [.. descriptors.Select(Create)];
        if (_set.FirstOrDefault(s => !_used.Contains(s.Key)).Key is { } name)
        {
            throw new InvalidInputException($"--set {name}: none of the measures has this option; infometer representation --list shows them.");
        }

        return measures;
    }

    private RepresentationMeasure Create(RepresentationDescriptor descriptor)
    {
        List<KeyValuePair<string, string>> own = [];
        void Take(string name, string? value)
        {
            if (value is not null && descriptor.Options.Any(o => o.Name == name))
            {
                own.Add(new KeyValuePair<string, string>(name, value));
            }
        }

        Take("kernel", _kernel);
        RepresentationMeasure measure = descriptor.CreateWith(own);
        if (measure.RowKernel?.Width is not null)
        {
            Take("width", _width);
        }

        Take("form", _compat.Contains(descriptor.Id) ? "released" : null);
        foreach ((string name, string value) in _set)
        {
            int before = own.Count;
            Take(name, value);
            _used.UnionWith(own.Count > before ? [name] : []);
        }

        return descriptor.CreateWith(own);
    }
}
