"""Every colour of a drawing has a light and a dark form that can be seen on its ground."""

import re
from pathlib import Path

import pytest

from insight.charts.drawing import palette

LOOK = (Path(__file__).parents[2] / "book" / "_static" / "insight-parts.css").read_text()
NAMED = {
    name.lower(): getattr(palette, name)
    for name in ("FOCUS", "OTHERS", "GOOD", "BAD", "INK", "MUTED", "PAPER", "BAND", "GRID")
}
TEXT, MARK = 4.5, 3.0  # what WCAG asks of words, and of what a picture is made of


SITE = (Path(__file__).parents[2] / "book" / "_static" / "insight.css").read_text()


def variables(block, dark=False):
    """Give a block's colours; those that are the site's own, as the site gives them in that mode."""
    own = dict(re.findall(r"--insight-([\w-]+): (#[0-9a-f]{6});", block))
    named = re.findall(r"--insight-(part-[\w-]+): var\(--insight-([\w-]+), #[0-9a-f]{6}\);", block)
    return own | {name: of_site(dark)[shared] for name, shared in named}


def of_site(dark):
    """Give the site's colours: those of the dark stand in place of some of the light."""
    light = SITE[SITE.index(":root") : SITE.index("}", SITE.index(":root"))]
    night = SITE[SITE.index('html[data-theme="dark"] {') :]
    night = night[: night.index("}")] if dark else ""
    return dict(re.findall(r"--insight-([\w-]+): (#[0-9a-f]{6});", light + night))


def blocks():
    """Give the variables of each mode, by the selector they stand under."""
    found = re.findall(r"(?m)^(:root|html\S.*?) \{\n((?:  --insight-.*\n)+)\}", LOOK)
    return [(selector, variables(body, dark=bool(place))) for place, (selector, body) in enumerate(found)]


MODES = {"light": blocks()[0][1], "dark": blocks()[1][1]}
every_mode = pytest.mark.parametrize("colours", MODES.values(), ids=MODES)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_light_colours_are_those_drawings_carry():
    assert {f"chart-{name}": colour for name, colour in NAMED.items()} == {
        name: colour for name, colour in MODES["light"].items() if name.startswith("chart-")
    }


def test_every_colour_of_a_drawing_is_swapped_as_fill_and_as_stroke():
    for name, colour in NAMED.items():
        for kind in ("fill", "stroke"):
            drawn, shown = f'[{kind}="{colour}"]', f"{kind}: var(--insight-chart-{name}, {colour});"
            assert f".insight-figure svg {drawn} {{ {shown} }}" in LOOK


def test_no_two_names_share_a_colour_so_that_each_can_be_swapped_alone():
    assert len(set(NAMED.values())) == len(NAMED)


def test_the_dark_colours_are_complete_and_the_same_however_they_are_chosen():
    (_, light), (chosen, dark), (system, same) = blocks()
    assert 'data-theme="dark"' in chosen and 'data-theme="auto"' in system
    assert dark == same
    assert dark.keys() == light.keys()


@every_mode
def test_the_words_of_a_drawing_can_be_read(colours):
    for words in ("ink", "muted"):
        for ground in ("part-ground", "chart-band"):
            assert contrast(colours[f"chart-{words}"], colours[ground]) >= TEXT, (words, ground)


@every_mode
def test_the_marks_of_a_drawing_can_be_seen(colours):
    ground = colours["part-ground"]
    assert ground == colours["chart-paper"]  # what is hollow shows the ground
    for mark in ("focus", "others", "good", "bad", "ink", "muted"):
        assert contrast(colours[f"chart-{mark}"], ground) >= MARK, mark


@every_mode
def test_what_is_drawn_over_a_band_can_be_seen_on_it(colours):
    for ground in ("chart-band", "chart-grid", "chart-others"):
        for mark in ("focus", "ink"):
            assert contrast(colours[f"chart-{mark}"], colours[ground]) >= MARK, (mark, ground)


@every_mode
def test_tables_buttons_and_explanations_can_be_read(colours):
    pairs = [("text", "ground"), ("soft", "ground"), ("link", "ground"), ("link", "wash")]
    pairs += [("text", verdict) for verdict in ("better", "worse", "similar")]
    for words, ground in pairs:
        assert contrast(colours[f"part-{words}"], colours[f"part-{ground}"]) >= TEXT, (words, ground)
    for edge in ("edge", "better-edge", "worse-edge"):
        assert contrast(colours[f"part-{edge}"], colours["part-ground"]) >= MARK, edge
