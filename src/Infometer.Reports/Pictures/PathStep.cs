namespace Infometer;

/// <summary>One step of a selection as a <see cref="PathPicture"/> draws it; amounts in one unit.</summary>
/// <param name="Name">The column that was chosen.</param>
/// <param name="Relevance">I(X;Y).</param>
/// <param name="Redundancy">Mean I(X;X_j) over the columns chosen before.</param>
/// <param name="Synergy">Mean I(X;X_j|Y) over the columns chosen before.</param>
/// <param name="Score">The criterion's score.</param>
internal sealed record PathStep(string Name, double Relevance, double Redundancy, double Synergy, double Score);
