"""The plot of the simulated learners."""

from xml.etree import ElementTree

from interviewer.bench.learning_plot import lines, svg

RESULT = {
    "kinds": {"quick": {}, "slow": {}},
    "curves": {
        "quick fixed": [0.0, 0.5, 0.5, 0.6, 0.99],
        "quick random": [0.0] * 300,
        "slow fixed": [0.1, 0.9],
    },
}
NAMES = {"svg": "http://www.w3.org/2000/svg"}


def test_a_line_a_curve():
    line = lines(RESULT)[0]
    assert line.split() == ["quick", "fixed", "▁▅█"]


def test_the_svg_has_a_panel_a_kind_and_a_line_a_policy_within_it():
    drawn = ElementTree.fromstring(svg(RESULT))
    titles = [text.text for text in drawn.findall("svg:text", NAMES)]
    assert {"quick learners", "slow learners"} <= set(titles)
    curves = drawn.findall("svg:polyline", NAMES)
    assert len(curves) == 3
    # A policy that never ends is cut off where the panel ends.
    assert len(curves[1].get("points").split()) == 10
