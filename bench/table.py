"""The rows as a table of text."""

WIDTH = 12


def number(value, unit=""):
    if value is None:
        return "-"
    shown = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"
    return f"{shown} {unit}".strip()


def target(row):
    return ("≥ " if row.is_least else "≤ ") + number(row.target, row.unit)


def lines(rows, sizes):
    width = max(len(row.what) for row in rows)
    yield f"{'':{width}}" + "".join(f"{size:>{WIDTH},}" for size in sizes) + f"{'target':>{WIDTH}}  verdict"
    for row in rows:
        figures = "".join(f"{number(row.figures.get(size), row.unit):>{WIDTH}}" for size in sizes)
        yield f"{row.what:{width}}{figures}{target(row):>{WIDTH}}  {row.verdict}"
        for remark in filter(None, (row.missing, row.note)):
            yield f"{'':{width}}  {remark}"
    good = sum(row.is_good for row in rows)
    yield f"{good} of {len(rows)} rows reach their target"
