"""Writes sklearn-metrics.json: scores, classes and what scikit-learn makes of them."""

import json

import numpy as np
from sklearn import metrics as m

rng = np.random.default_rng(7)


def plain(value):
    return [float(v) for v in np.ravel(value)]


def counts(wanted, found, labels):
    out = {}
    for name, f in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        for how in ("macro", "micro", "weighted"):
            out[f"{name}_{how}"] = plain(f(wanted, found, labels=labels, average=how, zero_division=0))
        out[name] = plain(f(wanted, found, labels=labels, average=None, zero_division=0))
    return out


many = np.round(rng.dirichlet(np.ones(4), 60), 2) + 0.0
many /= many.sum(1, keepdims=True)
truth = np.where(rng.random(60) < 0.5, many.argmax(1), rng.choice(4, 60, p=[0.5, 0.3, 0.15, 0.05]))
cases = [{"scores": plain(many), "width": 4, "classes": truth.tolist(), **counts(truth, many.argmax(1), range(4))}]
hot = np.eye(4)[truth]
for how in ("macro", "micro", "weighted"):
    cases[0][f"roc_{how}"] = plain(m.roc_auc_score(hot, many, average=how))
    cases[0][f"ap_{how}"] = plain(m.average_precision_score(hot, many, average=how))
cases[0]["roc"] = plain(m.roc_auc_score(hot, many, average=None))
cases[0]["ap"] = plain(m.average_precision_score(hot, many, average=None))

score = np.round(rng.normal(size=50), 1)  # rounded, so that there are ties
label = (score + rng.normal(size=50) > 0.6).astype(int)
cases.append({"scores": plain(score), "width": 1, "classes": label.tolist(), **counts(label, (score > 0).astype(int), range(2)),
              "precision_binary": plain(m.precision_score(label, score > 0)), "recall_binary": plain(m.recall_score(label, score > 0)),
              "f1_binary": plain(m.f1_score(label, score > 0)),
              "roc_binary": plain(m.roc_auc_score(label, score)), "ap_binary": plain(m.average_precision_score(label, score))})

with open("sklearn-metrics.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
