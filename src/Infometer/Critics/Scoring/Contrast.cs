namespace Infometer;

/// <summary>
/// How the scores of pairs that do not belong together become one number per row, and how the gradient goes back to them.
/// </summary>
internal static class Contrast
{
    /// <summary>Reads the joint scores of all rows.</summary>
    public static void ReadJoint(Scores scores, Span<double> joint, Span<double> second)
    {
        for (int i = 0; i < joint.Length; i++)
        {
            joint[i] = scores.First.Row(i)[scores.JointOf(i)];
        }

        for (int i = 0; i < second.Length; i++)
        {
            second[i] = scores.Second[i];
        }
    }

    /// <summary>
    /// L_i = ln of the mean of e^f, f cut off at ±clip, over the alternatives. The scores are replaced by what each alternative contributes,
    /// e^f / Σe^f, and 0 for the joint pair: ∂L_i/∂f_ij where nothing is clipped.
    /// </summary>
    public static void LogMeanExp(Scores scores, float clip, Span<double> others)
    {
        double alternatives = Math.Log(scores.Alternatives);
        for (int i = 0; i < others.Length; i++)
        {
            Span<float> row = scores.First.Row(i);
            if (float.IsFinite(clip))
            {
                FloatMath.Clamp(row, clip);
            }

            row[scores.JointOf(i)] = float.NegativeInfinity;
            others[i] = FloatMath.Softmax(row, row) - alternatives;
        }
    }

    /// <summary><see cref="LogMeanExp"/> without a limit and without what each alternative contributes.</summary>
    public static void LogMeanExpAlone(Scores scores, Span<double> others)
    {
        double alternatives = Math.Log(scores.Alternatives);
        for (int i = 0; i < others.Length; i++)
        {
            Span<float> row = scores.First.Row(i);
            row[scores.JointOf(i)] = float.NegativeInfinity;
            others[i] = FloatMath.LogSumExp(row) - alternatives;
        }
    }

    /// <summary>A_i = mean of ln(1 + e^f) over the alternatives. The scores are replaced by ∂A_i/∂f_ij, and 0 for the joint pair.</summary>
    public static void MeanSoftplus(Scores scores, Span<double> others)
    {
        float share = 1f / scores.Alternatives;
        float[] softplus = new float[scores.First.Columns];
        for (int i = 0; i < others.Length; i++)
        {
            Span<float> row = scores.First.Row(i);
            row[scores.JointOf(i)] = float.NegativeInfinity;
            FloatMath.Softplus(row, softplus);
            others[i] = FloatMath.Sum(softplus) / scores.Alternatives;
            FloatMath.Sigmoid(row, row);
            FloatMath.Scale(row, share);
        }
    }

    /// <summary>From what a contrast left of the scores and the derivatives by f_i and L_i that by each score.</summary>
    public static void Backward(Scores weights, in ContrastTerms terms)
    {
        for (int i = 0; i < weights.Rows; i++)
        {
            Span<float> row = weights.First.Row(i);
            FloatMath.Scale(row, (float)terms.ByOthers[i]);
            row[weights.JointOf(i)] = (float)terms.ByJoint[i];
            if (terms.BySecond.Length > 0)
            {
                weights.Second[i] = (float)terms.BySecond[i];
            }
        }
    }
}
