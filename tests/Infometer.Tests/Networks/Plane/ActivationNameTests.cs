using Xunit;

namespace Infometer.Tests;

public class ActivationNameTests
{
    [Theory]
    [InlineData("run.npz", "epoch00100_layer3", 100, "3")]
    [InlineData("run.npz", "layer3_epoch00100", 100, "3")]
    [InlineData("run.npz", "Epoch-7.Layer_12.relu", 7, "12.relu")]
    [InlineData("run.npz", "step=2500/fc1", 2500, "fc1")]
    [InlineData("out/epoch10.npz", "fc1", 10, "fc1")]
    [InlineData("out/epoch_10.safetensors", "model.layers.3.mlp", 10, "model.layers.3.mlp")]
    [InlineData("out/epoch10/layer2.npy", "layer2.npy", 10, "2")]
    [InlineData("out/epoch10/fc1.npy", "fc1.npy", 10, "fc1")]
    [InlineData("out/layer2/epoch10.npy", "epoch10.npy", 10, "2")]
    [InlineData("out/layer2.npz", "epoch00010", 10, "2")]
    [InlineData("out/epoch5.npz", "timestep1_mlp", 5, "timestep1_mlp")]
    [InlineData("out/GlobalStep20.npz", "fc1", 20, "fc1")]
    [InlineData("out/global_step20.npz", "fc1", 20, "fc1")]
    [InlineData("out/epoch00100_layer3.npy", "epoch00100_layer3.npy", 100, "3")]
    public void Name_ByTheRule_SaysEpochAndLayer(string file, string array, long epoch, string layer) =>
        Assert.Equal(new ActivationName(epoch, layer), ActivationName.Of(file, array));

    [Theory]
    [InlineData("run.npz", "layer3")]
    [InlineData("run.npz", "epoch00100")]
    [InlineData("weights.npy", "weights.npy")]
    [InlineData("run.npz", "epoch99999999999999999999_layer1")]
    public void Name_WithoutEpochOrLayer_SaysNothing(string file, string array) => Assert.Null(ActivationName.Of(file, array));

    [Theory]
    [InlineData("{layer}@{epoch}", "run.npz", "conv1@20", 20, "conv1")]
    [InlineData("ckpt-{epoch}/{layer}.out", "a/ckpt-5.npz", "fc.out", 5, "fc")]
    [InlineData("ckpt-{epoch}/*_{layer}", "a/ckpt-5.npz", "act_fc", 5, "fc")]
    [InlineData("{epoch}/{layer}", "a/00012/fc1.npy", "fc1.npy", 12, "fc1")]
    public void Name_ByAPattern_SaysEpochAndLayer(string pattern, string file, string array, long epoch, string layer) =>
        Assert.Equal(new ActivationName(epoch, layer), ActivationName.Of(file, array, ActivationName.Compile(pattern)));

    [Fact]
    public void Name_ThatDoesNotFitThePattern_SaysNothing() =>
        Assert.Null(ActivationName.Of("run.npz", "epoch1_layer2", ActivationName.Compile("{layer}@{epoch}")));

    [Theory]
    [InlineData("{epoch}")]
    [InlineData("layer{layer}")]
    [InlineData("")]
    public void Pattern_WithoutAField_IsRefused(string pattern) =>
        Assert.Contains("must hold {epoch} and {layer}", Assert.Throws<InvalidInputException>(() => ActivationName.Compile(pattern)).Message, StringComparison.Ordinal);
}
