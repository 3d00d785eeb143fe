"""The rows as a chart: how far each figure is from its target, on both sides of one line."""
import html
import math

import table

WIDTH, LABELS, FIGURES, ROW, TOP, BOTTOM = 1080, 400, 190, 30, 92, 46
DECADES = (0.1, 10)  # margins beyond stand at the edge
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1d2126 } .faint { fill: #5b6470 } .head { font-size: 20px; font-weight: 600 }
.paper { fill: #fff } .grid { stroke: #d9dde2 } .line { stroke: #1d2126; stroke-width: 2 } .stem { stroke: #9aa3ad; stroke-width: 2 }
.good { fill: #13715b; stroke: #13715b } .short { fill: #b3261e; stroke: #b3261e } .small { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e8eaed } .faint { fill: #a4adb8 } .paper { fill: #16191d } .grid { stroke: #343a41 } .line { stroke: #e8eaed }
  .stem { stroke: #6b747e } .good { fill: #57c2a3; stroke: #57c2a3 } .short { fill: #ff8a7d; stroke: #ff8a7d } .small { fill: none }
}
"""


def place(margin):
    """Where on the axis: the middle is the target."""
    least, most = (math.log10(end) for end in DECADES)
    share = (min(max(math.log10(margin), least), most) - least) / (most - least)
    return LABELS + share * (WIDTH - LABELS - FIGURES)


def text(x, y, words, kind="", anchor="start"):
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}">{html.escape(words)}</text>'


def axis(height):
    for margin, name in ((0.1, "10 times short"), (0.2, "5"), (0.5, "2"), (1, "target"), (2, "2"), (5, "5"), (10, "10 times better")):
        x, kind = place(margin), "line" if margin == 1 else "grid"
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 10}" y2="{height - BOTTOM}" class="{kind}"/>'
        yield text(x, TOP - 18, name, "faint", "middle")


def dot(x, y, radius, kind):
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="{kind}"/>'


def marks(row, y):
    """A stem from the line to the largest site's dot; the smaller ones as rings."""
    if not row.figures:
        yield text(place(1) + 12, y + 5, "not measured", "faint")
        return
    kind = "good" if row.is_good else "short"
    x = place(row.margin(row.judged))
    yield f'<line x1="{place(1):.1f}" x2="{x:.1f}" y1="{y}" y2="{y}" class="stem"/>'
    for radius, size in zip((3, 4.5), sorted(row.figures)[:-1]):
        yield dot(place(row.margin(row.figures[size])), y, radius, f"{kind} small")
    yield dot(x, y, 6, kind)


def describe(row):
    return f"{row.what}: {table.number(row.judged, row.unit)}, target {table.target(row)}, {row.verdict}"


def draw(rows, sizes):
    height = TOP + ROW * len(rows) + BOTTOM
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
           f'role="img" aria-labelledby="title"><title id="title">{html.escape("; ".join(map(describe, rows)))}</title>'
           f'<style>{STYLE}</style><rect width="{WIDTH}" height="{height}" class="paper"/>')
    yield text(20, 34, f"Passalong at {max(sizes):,} posts, against its targets", "head")
    yield from axis(height)
    for at, row in enumerate(rows):
        y = TOP + ROW * at + ROW // 2
        yield text(20, y + 5, row.what)
        yield from marks(row, y)
        yield text(WIDTH - 20, y + 5, f"{table.number(row.judged, row.unit)}  ({table.target(row)})", "faint", "end")
    sized = " and ".join(f"{size:,}" for size in sorted(sizes)[:-1])
    yield text(20, height - 16, f"Full dots: {max(sizes):,} posts. Rings, smaller for fewer posts: {sized}. "
                                "Right of the line is better than the target.", "faint")
    yield "</svg>"
