using System.Globalization;
using Xunit;

namespace Infometer.Tests;

/// <summary>
/// Values of 120 rows that were computed by other programs (ten digits are given). Of the 62 golden values 49 are met here; those that begin with
/// <c>KDE_</c> (8 bounds of the information plane) and with <c>classifier_</c>, <c>logit_</c> or <c>softmax_</c> (5 of predictions) belong to the
/// tests of those parts.
/// </summary>
public sealed class GoldenSpectraTests
{
    private static readonly string[] s_ofOthers = ["KDE_", "classifier_", "logit_", "softmax_"];

    [Fact]
    public void Values_OfTheFixture_AreTheGoldenOnes()
    {
        KernelFixture fixture = KernelFixture.Read();
        Dictionary<string, double> golden = KernelFixture.Golden();
        Dictionary<string, double> found = new(StringComparer.Ordinal);
        AddRenyi(fixture, found);
        AddVendi(fixture, found);
        AddCovariances(fixture, found);
        AddDiffusion(fixture, found);
        AddCauchySchwarz(fixture, found);
        AddManifolds(fixture, found);
        string[] expected = [.. golden.Keys.Where(name => !Array.Exists(s_ofOthers, o => name.StartsWith(o, StringComparison.Ordinal)))];
        Assert.Equal(49, expected.Length);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, name => Assert.Equal(golden[name], found[name], 1e-8));
    }

    private static double Bits(RepresentationMeasure measure, RepresentationData data) => measure.Evaluate(data).In(Unit.Bits).Value!.Value;

    private static double Plain(RepresentationMeasure measure, RepresentationData data) => measure.Evaluate(data).Value!.Value;

    private static GaussianKernel Gaussian(double width) => new(new GivenWidth(width));

    private static void AddRenyi(KernelFixture fixture, Dictionary<string, double> found)
    {
        RepresentationData x = new(fixture.X) { Other = fixture.T };
        RepresentationData t = new(fixture.T);
        foreach (double order in (double[])[0.5, 1, 1.01, 2, 5])
        {
            string suffix = string.Create(CultureInfo.InvariantCulture, $"alpha{order}_sigma1");
            found[$"renyi_matrix_entropy_X_{suffix}"] = Bits(new MatrixRenyiEntropy { Kernel = Gaussian(1), Order = order }, x);
            found[$"renyi_matrix_entropy_T_{suffix}"] = Bits(new MatrixRenyiEntropy { Kernel = Gaussian(1), Order = order }, t);
            found[$"renyi_matrix_joint_XT_{suffix}"] = Bits(new MatrixRenyiJointEntropy { Kernel = Gaussian(1), Order = order }, x);
            found[$"renyi_matrix_MI_XT_{suffix}"] = Bits(new MatrixRenyiMutual { Kernel = Gaussian(1), Order = order }, x);
        }
    }

    private static void AddVendi(KernelFixture fixture, Dictionary<string, double> found)
    {
        RepresentationData t = new(fixture.T);
        foreach ((double order, string name) in ((double, string)[])[(0.5, "0.5"), (1, "1"), (2, "2"), (double.PositiveInfinity, "inf")])
        {
            found[$"vendi_cosine_T_q{name}"] = Plain(new VendiScore { Order = order }, t);
        }

        found["vendi_rbf_sigma1_T_q1"] = Plain(new VendiScore { Kernel = Gaussian(1) }, t);
    }

    private static void AddCovariances(KernelFixture fixture, Dictionary<string, double> found)
    {
        RepresentationData t = new(fixture.T);
        found["von_neumann_cov_T"] = Plain(new VonNeumannEntropy(), t);
        found["effective_rank_singular_values_T"] = Plain(new EffectiveRank(), t);
        found["participation_ratio_cov_T"] = Plain(new ParticipationRatio(), t);
    }

    private static void AddDiffusion(KernelFixture fixture, Dictionary<string, double> found)
    {
        RepresentationData t = new(fixture.T);
        foreach (double width in (double[])[0.5, 1, 10])
        {
            foreach (int time in (int[])[1, 2])
            {
                foreach ((PublishedForm form, string name) in ((PublishedForm, string)[])[(PublishedForm.Released, "repo"), (PublishedForm.Paper, "alpha1")])
                {
                    DiffusionSpectralEntropy measure = new() { Width = new GivenWidth(width), Time = time, Form = form };
                    found[string.Create(CultureInfo.InvariantCulture, $"DSE_T_sigma{width}_t{time}_{name}")] = Bits(measure, t);
                }
            }
        }
    }

    private static void AddCauchySchwarz(KernelFixture fixture, Dictionary<string, double> found)
    {
        RepresentationData xt = new(fixture.X) { Other = fixture.T };
        found["CS_QMI_XT_sigma1"] = Plain(new CauchySchwarzQmi { Kernel = Gaussian(1) }, xt);
        found["CS_QMI_XX_sigma1"] = Plain(new CauchySchwarzQmi { Kernel = Gaussian(1) }, new RepresentationData(fixture.X) { Other = fixture.X });
        found["CS_QMI_TT_sigma1"] = Plain(new CauchySchwarzQmi { Kernel = Gaussian(1) }, new RepresentationData(fixture.T) { Other = fixture.T });
        found["CS_QMI_normalized_XT_sigma1"] = Plain(new CauchySchwarzQmiRatio { Kernel = Gaussian(1) }, xt);
        RepresentationData predicted = new(fixture.X) { Target = fixture.Target(1), Other = fixture.Target(0.9) };
        CauchySchwarzConditional conditional = new() { Kernel = Gaussian(1) };
        found["CS_conditional_div_paper_denominator_yhat=0.9y"] = Plain(conditional, predicted);
        found["CS_conditional_div_repo_denominator_yhat=0.9y"] = Plain(conditional with { Form = PublishedForm.Released }, predicted);
        RepresentationData classes = new(fixture.TOfClass(0)) { Other = fixture.TOfClass(1) };
        found["CS_div_T_class0_vs_class1_sigma1"] = Plain(new CauchySchwarzDivergence { Kernel = Gaussian(1) }, classes);
    }

    private static void AddManifolds(KernelFixture fixture, Dictionary<string, double> found)
    {
        RepresentationData views = new(fixture.T) { Views = 3 };
        found["MMCR_global_nuclear_centroids"] = Plain(new CentroidNuclearNorm(), views);
        found["MMCR_local_nuclear_mean"] = Plain(new ItemNuclearNorm(), views);
    }
}
