"""A row of the table: what is measured, at each size of the site, and what it must be."""
import dataclasses


class NotThere(Exception):
    """Passalong cannot do yet what the row measures; the message says what is missing."""


@dataclasses.dataclass
class Row:
    what: str
    unit: str                 # "" for ratios and shares
    target: float
    is_least: bool            # the target is the least, not the most, that is good
    figures: dict = dataclasses.field(default_factory=dict)  # by number of posts
    note: str = ""
    missing: str = ""         # why there is no figure

    @property
    def judged(self):
        """The figure of the largest site."""
        return self.figures[max(self.figures)] if self.figures else None

    @property
    def is_good(self):
        return self.judged is not None and (
            self.judged >= self.target if self.is_least else self.judged <= self.target)

    @property
    def verdict(self):
        return "ok" if self.is_good else "short" if self.figures else "not measured"

    def margin(self, figure):
        """How many times better than the target: above 1 is good."""
        tiny = 1e-9
        return (figure + tiny) / (self.target + tiny) if self.is_least else (self.target + tiny) / (figure + tiny)


def least(what, target, unit=""):
    return Row(what, unit, target, True)


def most(what, target, unit=""):
    return Row(what, unit, target, False)
