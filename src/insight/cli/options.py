"""What may be said after a verb of the command."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Name = Annotated[str, typer.Argument(metavar="EDITION", help="A file in params/editions, or its name: demo.")]
Only = Annotated[str, typer.Option("--only", metavar="WORD", help="Only pages named with WORD, such as QWO.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The folder of the published files.")
]
Offline = Annotated[
    bool, typer.Option("--offline", help="Use what was fetched before; ask no service on the web.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help="Pages at a time.")]
Shape = Annotated[
    Literal["national", "icb"],
    typer.Option("--shape", help="One site for England, or a site for each ICB that is named with --only."),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say which pages would be made again, and why; make none.")
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="URL", help="A Dask scheduler whose workers make the pages."),
]
Shared = Annotated[
    str | None,
    typer.Option("--share", metavar="URL", help="What all machines see: a folder, s3://, abfs://, gcs://."),
]
Port = Annotated[int, typer.Option("--port", metavar="N", help="Where the browser looks.")]
Extract = Annotated[str, typer.Argument(metavar="EXTRACT", help="A file in params/records, or its name.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The Parquet file of counts to write.")]
Spark = Annotated[
    str | None, typer.Option("--spark", metavar="URL", help="Count in Spark: sc://host, local[2].")
]
