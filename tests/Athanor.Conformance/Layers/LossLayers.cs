using Athanor.Conformance.Operators;

namespace Athanor.Conformance.Layers;

/// <summary>Losses; their cases hold the target.</summary>
internal static class LossLayers
{
    public static void Register(Dictionary<string, Func<LayerArgs, Model>> classes)
    {
        void Add(string name, Func<Tensor, Tensor, Args, Reduction, Tensor> loss) => classes[name] = l =>
        {
            Tensor target = l.Target();
            Reduction reduction = Losses.Reduce(l.A);
            return Model.Of(x => loss(x, target, l.A, reduction));
        };

        Add("MSELoss", (x, y, _, r) => x.MseLoss(y, r));
        Add("L1Loss", (x, y, _, r) => x.L1Loss(y, r));
        Add("SmoothL1Loss", (x, y, a, r) => x.SmoothL1Loss(y, a.Float(-1, "beta", 1), r));
        Add("HuberLoss", (x, y, a, r) => x.HuberLoss(y, a.Float(-1, "delta", 1), r));
        Add("CrossEntropyLoss", (x, y, a, r) => x.CrossEntropy(y, null, a.Int(-1, "ignore_index", -100), a.Float(-1, "label_smoothing", 0), r));
        Add("NLLLoss", (x, y, a, r) => x.NllLoss(y, null, a.Int(-1, "ignore_index", -100), r));
        Add("MultiMarginLoss", (x, y, a, r) => x.MultiMarginLoss(y, a.Int(-1, "p", 1), a.Float(-1, "margin", 1), null, r));
        Add("BCELoss", (x, y, _, r) => x.BinaryCrossEntropy(y, null, r));
        Add("BCEWithLogitsLoss", (x, y, _, r) => x.BinaryCrossEntropyWithLogits(y, null, null, r));
        Add("KLDivLoss", (x, y, a, r) => x.KlDiv(y, a.Bool(-1, "log_target"), r));
        Add("SoftMarginLoss", (x, y, _, r) => x.SoftMarginLoss(y, r));
        Add("PoissonNLLLoss", (x, y, a, r) => x.PoissonNllLoss(y, a.Bool(-1, "log_input", true), a.Bool(-1, "full"), a.Float(-1, "eps", 1e-8), r));
        Add("HingeEmbeddingLoss", (x, y, a, r) => x.HingeEmbeddingLoss(y, a.Float(-1, "margin", 1), r));
    }
}
