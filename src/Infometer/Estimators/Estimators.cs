using System.Collections.Immutable;

namespace Infometer;

/// <summary>Every estimator that Infometer has.</summary>
public static class Estimators
{
    /// <summary>The descriptors, in the order in which they are shown.</summary>
    public static ImmutableArray<EstimatorDescriptor> All { get; } =
    [
        Plugin.Describe,
        MillerMadow.Describe,
        Grassberger1988.Describe,
        Grassberger2003.Describe,
        ChaoShen.Describe,
        ChaoWangJost.Describe,
        JamesStein.Describe,
        Bayes.Describe,
        Nsb.Describe,
        Ansb.Describe,
        Zhang.Describe,
        Bonachela.Describe,
        Gaussian.Describe,
        GaussianCopula.Describe,
        LinearResidual.Describe,
        KdeGaussian.Describe,
        KdeBox.Describe,
        FftKde.Describe,
        Ordinal.Describe,
        Ksg.Describe1,
        Ksg.Describe2,
        KozachenkoLeonenko.Describe,
        WeightedKozachenkoLeonenko.Describe,
        Lnc.Describe,
        SurrogateKsg.Describe,
        Ross.Describe,
        RossJidt.Describe,
        GaoMixture.Describe,
        NeighborDivergenceEstimator.Describe,
        DonskerVaradhan.Describe,
        Mine.Describe,
        Nwj.Describe,
        JensenShannon.Describe,
        InfoNce.Describe,
        IAlpha.Describe,
        Smile.Describe,
        Flo.Describe,
        BarberAgakov.Describe,
        DifferenceOfEntropies.Describe,
        Club.Describe,
        LeaveOneOut.Describe,
    ];

    /// <summary>The descriptor with this id.</summary>
    /// <exception cref="InvalidInputException">No estimator has this id; the message lists those that exist.</exception>
    public static EstimatorDescriptor Get(string id) =>
        All.FirstOrDefault(d => d.Id == id) ?? throw new InvalidInputException(
            $"There is no estimator '{id}'; choose auto or one of {string.Join(", ", All.Select(d => d.Id))}.");
}
