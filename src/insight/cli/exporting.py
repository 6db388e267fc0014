"""The verb that writes what was found as data for others."""

from insight import definitions
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import progress, say, waiting


@app.command("data")
def write_data(name: options.Name, dry_run: options.Dry = False) -> None:
    """Write the released findings of EDITION as CSV, Parquet and workbooks, with their data dictionary.

    insight data demo
    """
    from insight import exports  # here, as no other verb needs what it loads

    edition = definitions.edition(name)
    if dry_run:
        say(f"Would write to {exports.folder(edition.id)}.")
        return
    already = exports.current(edition)
    with progress("Writing data", 2 + len(definitions.audits_of(edition))) as step:
        home = exports.make(edition, report=step, wait=waiting(edition.id))
    many = len(exports.files(edition.id))
    say(f"The data of {edition.id}, {many} files{', unchanged' if already else ''}, are in {home}")
