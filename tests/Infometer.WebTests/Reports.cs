using Xunit;

[assembly: AssemblyFixture(typeof(Infometer.WebTests.Reports))]

namespace Infometer.WebTests;

/// <summary>The reports that tests open: each ranked, drawn and written once, when it is first asked for.</summary>
public sealed class Reports : IDisposable
{
    public const string Adult = "adult";
    public const string Titanic = "titanic";
    public const string Madelon = "madelon";
    public const string Prostate = "prostate";
    public const string Hostile = "hostile";
    public const string Matrix = "matrix";
    public const string Selection = "selection";
    public const string Explanation = "explanation";
    public const string Estimate = "estimate";
    public const string Verification = "verification";
    public const string Plane = "plane";

    private readonly string _folder = Directory.CreateTempSubdirectory("infometer-web-").FullName;
    private readonly Dictionary<string, Lazy<Report>> _reports;

    public Reports()
    {
        _reports = new(StringComparer.Ordinal)
        {
            [Adult] = new(() => Rank(Adult, Sample("adult.csv.gz"), "income", RankOptions.Full with { Quality = true })),
            [Titanic] = new(() => Rank(Titanic, Sample("titanic.csv"), "Survived", RankOptions.Full)),
            [Madelon] = new(() => Rank(Madelon, Sample("madelon.csv.gz"), "class", RankOptions.Full with { Together = null })),

            // What takes long and is shown by others is left out.
            [Prostate] = new(() => Rank(
                Prostate, Table.Read(Repository.Dataset("prostate_expression.csv")), "class", RankOptions.Full with { Pairs = null, Together = null })),
            [Hostile] = new(() => Rank(Hostile, HostileTable.Create(), HostileTable.Target, RankOptions.Full with { Quality = true })),
            [Matrix] = new(() => Write(Matrix, InformationMatrix.Of(Sample("titanic.csv")), m => m.ToHtml(), m => m.ToJson())),
            [Selection] = new(() => Write(Selection, SelectionPath.Of(Sample("german_credit.csv"), "creditability"), p => p.ToHtml(), p => p.ToJson())),
            [Explanation] = new(() =>
            {
                Table table = Sample("german_credit.csv");
                return Write(Explanation, Infometer.Explanation.Of(table["credit_history"], table["creditability"]), e => e.ToHtml(table), e => e.ToJson());
            }),
            [Estimate] = new(() =>
            {
                Table table = Sample("titanic.csv");
                return Write(Estimate, MutualInformation.Estimate(table["Sex"], table["Survived"]), e => e.ToHtml(table), e => e.ToJson());
            }),
            [Verification] = new(() => Write(Verification, Verify(), v => v.ToHtml(), v => v.ToJson())),
            [Plane] = new(() => Write(Plane, Measure(), p => p.ToHtml(), p => p.ToJson())),
        };
    }

    /// <summary>The report of a sample.</summary>
    public Report this[string name] => _reports[name].Value;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // By the name under which the command finds it in the repository, since the page shows it.
    private static Table Sample(string name)
    {
        using FileStream stream = File.OpenRead(Repository.Sample(name));
        return Table.Read(stream, "samples/" + name);
    }

    private Report Rank(string name, Table table, string target, RankOptions options)
    {
        return Write(name, Ranking.Of(table, target, options), r => r.ToHtml(), r => r.ToJson());
    }

    private static Verification Verify()
    {
        VerificationPart part = new(KnownTruths.Select(["discrete"]), [null], [50, 200], 3);
        return Infometer.Verification.Run(new VerificationGrid("", [part]));
    }

    private static InformationPlane Measure()
    {
        using NetworkRun run = NetworkRun.Open([Repository.Sample("ib12/run")]);
        using ArrayFile labels = ArrayFile.Open(Repository.Sample("ib12/y.npy"));
        return InformationPlane.Of(run, new PlaneOptions { Labels = labels.ToVariable(null, "y", VariableKind.Discrete) });
    }

    private Report Write<T>(string name, T result, Func<T, string> html, Func<T, string> json)
    {
        string file = Path.Combine(_folder, name + ".html");
        File.WriteAllText(file, html(result));
        return new Report(file, json(result));
    }
}
