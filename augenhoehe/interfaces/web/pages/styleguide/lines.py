"""A line over time nobody measured, for the pattern library."""

from augenhoehe.interfaces.web.pages.post.turn_plot import Plot

LINE = Plot(
    line="M40 66H120V52H230V38H340V26H412",
    band="M40 18H120V16H230V14H340V12H412V66H340V78H230V96H120V120H40Z",
)
