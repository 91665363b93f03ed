"""One measured figure beside its target, printed as one line."""

import dataclasses


@dataclasses.dataclass
class Figure:
    """`target` is the most that is allowed when `at_most`, else the least; without one the figure only informs."""

    name: str
    value: float
    unit: str = ""
    target: float | None = None
    at_most: bool = False
    note: str = ""

    def met(self):
        if self.target is None:
            return True
        return self.value <= self.target if self.at_most else self.value >= self.target

    def written(self, value):
        if not self.unit:
            return f"{value:.3f}"
        return f"{value:.1f} {self.unit}" if self.unit in ("ms", "%") else f"{value:,.0f} {self.unit}"

    def __str__(self):
        target, verdict = "", "    "
        if self.target is not None:
            target = ("<= " if self.at_most else ">= ") + self.written(self.target)
            verdict = "pass" if self.met() else "FAIL"
        return f"{self.name:48} {self.written(self.value):>16}  {target:18} {verdict}  {self.note}".rstrip()


class Report:
    """Prints figures as they come and remembers whether one missed its target."""

    def __init__(self):
        self.missed = []

    def add(self, figure):
        print(figure, flush=True)
        if not figure.met():
            self.missed.append(figure.name)

    def status(self):
        """What the process should end with."""
        if self.missed:
            print(f"{len(self.missed)} missed: {', '.join(self.missed)}")
        return 1 if self.missed else 0
