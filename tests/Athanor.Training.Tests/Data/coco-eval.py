"""Writes coco-eval.json.gz from the files of a COCO evaluation: what the metric needs of them, and what it should give."""

import gzip
import json
import sys

folder = sys.argv[1]


def load(name):
    with open(f"{folder}/{name}") as file:
        return json.load(file)


outlines = load("gt_rle.json")
truths = [[a["image_id"], a["category_id"], *a["bbox"], a["area"], a["iscrowd"], *outlines[str(a["id"])]["size"], outlines[str(a["id"])]["counts"]]
          for a in load("instances_val2014_100.json")["annotations"]]
boxes = [[d["image_id"], d["category_id"], *d["bbox"], d["score"]] for d in load("instances_val2014_fakebbox100_results.json")]
masks = [[d["image_id"], d["category_id"], *d["segmentation"]["size"], d["segmentation"]["counts"], d["score"]]
         for d in load("instances_val2014_fakesegm100_results.json")]
expected = {kind: list(load("expected.json")[kind].values()) for kind in ("bbox", "segm")}
text = json.dumps({"truths": truths, "boxes": boxes, "masks": masks, "expected": expected}, separators=(",", ":"))
with open("coco-eval.json.gz", "wb") as file:
    file.write(gzip.compress(text.encode(), 9, mtime=0))
