using Xunit;

namespace Infometer.Tests;

public sealed class LayerNumbersTests
{
    [Theory]
    [InlineData("a.npz:layer0 a.npz:layer1 a.npz:layer10 a.npz:layer2", "0 1 10 2")]
    [InlineData("a.npz:layer7", "7")]
    [InlineData("m.safetensors:model.layers.3.attn1 m.safetensors:model.layers.12.attn1", "3 12")]
    [InlineData("epoch5_layer2.npy epoch5_layer1.npy", "2 1")]
    [InlineData("a.npz:layer2_head8 a.npz:layer3_head4", "2 3")]
    [InlineData("a.npz:gpt2.h.0.attn a.npz:gpt2.h.11.attn", "0 11")]
    [InlineData("run/layer2/l4.npy run/layer2/l3.npy", "4 3")]
    [InlineData("Block-4.npy Block-2.npy", "4 2")]
    // Of one array a number may be anything: a year, a size.
    [InlineData("attention2024.npy", "0")]
    [InlineData("a.npz:encoder0 a.npz:decoder0", "0 1")]
    [InlineData("a.npz:layer1 b.npz:layer1", "0 1")]
    [InlineData("epoch5.npy epoch3.npy", "0 1")]
    [InlineData("a.npz:layer1 a.npz:last", "0 1")]
    [InlineData("a.npz:layer99999999999 a.npz:layer1", "0 1")]
    [InlineData("attention", "0")]
    public void Of_IsTheNumberThatTellsTheNamesApart_ElseThePosition(string names, string expected) =>
        Assert.Equal(expected, string.Join(' ', LayerNumbers.Of(names.Split(' '))));
}
