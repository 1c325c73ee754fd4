"""The drawings of a report, as inline SVG: the only file that imports matplotlib.

Nothing that a stranger wrote gets in: numbers and fixed words alone. Colours are names of the
page's own, so that they follow its light or dark look.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from index.evaluation.report import Language
from index.resource import Band

INK, FAINT, ASKED, DECLINED = "#010101", "#020202", "#030303", "#040404"
"""Stand-ins for the colours of `COLOURS`, which matplotlib does not know."""
COLOURS: Mapping[str, str] = {
    INK: "var(--ink)",
    FAINT: "var(--faint)",
    ASKED: "var(--asked)",
    DECLINED: "var(--declined)",
}
INCHES = (4.4, 3.2)
BINS = np.linspace(0, 1, 21)
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "sift",
    "font.size": 11,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
}
WORDS: Mapping[Band, str] = {"maybe": "maybe", "answer": "sure"}
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_GROUP_IDS = re.compile(r'(?<=<g) id="[^"]*"')


def draw_reliability(language: Language) -> str:
    """Draw the share of askers helped over the confidence, in bins of equal mass."""
    with mpl.rc_context(STYLE):
        drawing, axes = _axes()
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle="--")
        confidences = [one.confidence for one in language.reliability]
        helped = [one.helped for one in language.reliability]
        axes.plot(confidences, helped, "o-", color=ASKED, clip_on=False)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share with helpful card")
        return _svg(drawing)


def draw_confidences(language: Language) -> str:
    """Draw how many questions, above, and declined messages, below, have which confidence."""
    with mpl.rc_context(STYLE):
        drawing, axes = _axes()
        asked = _bars(axes, language.confidences, ASKED, 1)
        declined = _bars(axes, language.declined_confidences, DECLINED, -1)
        most = max(asked, declined, 0.01) * 1.15
        axes.axhline(0, color=FAINT, linewidth=1)
        for band, threshold in language.thresholds.items():
            axes.axvline(threshold, color=INK, linewidth=1, linestyle=":")
            axes.text(threshold + 0.01, most, WORDS[band], verticalalignment="top")
        axes.text(0.5, most * 0.6, "questions", horizontalalignment="center", color=ASKED)
        axes.text(0.5, -most * 0.6, "declined", horizontalalignment="center", color=DECLINED)
        axes.yaxis.set_major_formatter(lambda share, _: f"{abs(share):.0%}")
        axes.set(xlim=(0, 1), ylim=(-most, most), xlabel="confidence", ylabel="share of each")
        return _svg(drawing)


def _axes() -> tuple[Figure, Axes]:
    drawing = Figure(figsize=INCHES, layout="constrained")
    return drawing, drawing.subplots()


def _bars(axes: Axes, values: tuple[float, ...], colour: str, sign: int) -> float:
    """Draw one side's bars; give the height of the highest."""
    counts, _ = np.histogram(values, BINS)
    shares = counts / max(1, len(values))
    width = BINS[1] * 0.9
    axes.bar(BINS[:-1] + BINS[1] / 2, sign * shares, width=width, color=colour)
    return float(shares.max())


def _svg(drawing: Figure) -> str:
    """Give the bare element, in the page's colours, without names that two drawings could share."""
    out = io.StringIO()
    drawing.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    bare = _GROUP_IDS.sub("", _METADATA.sub("", _PROLOGUE.sub("", out.getvalue())))
    for stand_in, colour in COLOURS.items():
        bare = bare.replace(stand_in, colour)
    return bare
