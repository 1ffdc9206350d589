namespace Infometer;

/// <summary>What is taken for granted about the rows: whether they are independent draws.</summary>
public enum RowAssumption
{
    /// <summary>The rows are looked at: whether neighbours resemble each other, whether rows were copied, whether they come in groups.</summary>
    Auto,

    /// <summary>Independent draws, whatever they look like: their order says nothing, and equal rows are different cases.</summary>
    Exchangeable,

    /// <summary>Points of time, in order, that resemble their neighbours, whether or not that shows.</summary>
    Serial,
}
