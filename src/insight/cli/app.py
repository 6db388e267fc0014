"""The command itself, to which each file of verbs adds its own."""

import typer

app = typer.Typer(
    help="Reproducible reports from national clinical audit data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a fault of ours keeps its plain traceback
    rich_markup_mode=None,
)
