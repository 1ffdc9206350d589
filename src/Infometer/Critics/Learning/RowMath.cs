namespace Infometer;

/// <summary>What a layer does to the rows of a matrix at its end.</summary>
internal static class RowMath
{
    /// <summary>values ← a(values + bias), the bias added to each row.</summary>
    public static void AddAndActivate(Span<float> values, ReadOnlySpan<float> bias, Activation activation)
    {
        if (activation == Activation.Relu)
        {
            FloatMath.AddRowRelu(values, bias);
            return;
        }

        FloatMath.AddRow(values, bias);
        if (activation == Activation.Tanh)
        {
            FloatMath.Tanh(values, values);
        }
    }

    /// <summary>
    /// The way back: gradient ← gradient · a′, found from what <see cref="AddAndActivate"/> left, and its rows added to the gradient of the
    /// bias.
    /// </summary>
    public static void Return(Span<float> gradient, ReadOnlySpan<float> output, Span<float> biasGradient, Activation activation)
    {
        if (activation == Activation.Relu)
        {
            FloatMath.ReluGradient(gradient, output, biasGradient);
            return;
        }

        for (int i = 0; activation == Activation.Tanh && i < gradient.Length; i++)
        {
            gradient[i] *= 1 - (output[i] * output[i]);
        }

        FloatMath.AddRows(gradient, biasGradient);
    }
}
