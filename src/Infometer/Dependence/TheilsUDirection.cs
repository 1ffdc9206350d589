namespace Infometer;

/// <summary>Whose entropy the shared information is divided by.</summary>
public enum TheilsUDirection
{
    /// <summary>U(Y|X) = I(X;Y)/H(Y): the share of Y that X tells.</summary>
    YGivenX,

    /// <summary>U(X|Y) = I(X;Y)/H(X): the share of X that Y tells.</summary>
    XGivenY,

    /// <summary>2 I(X;Y)/(H(X) + H(Y)): the weighted mean of both directions.</summary>
    Symmetric,
}
