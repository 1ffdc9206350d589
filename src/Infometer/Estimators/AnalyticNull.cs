namespace Infometer;

/// <summary>The p-value of a term by a law known in closed form.</summary>
/// <param name="LogP">ln p, so that it is finite however strong the evidence.</param>
/// <param name="Law">The null and the law in words, e.g. <c>F with 1 and 98 degrees of freedom, exact for normal variables</c>.</param>
public sealed record AnalyticNull(double LogP, string Law);
