"""Type set by typst from a template of this room, data and drawings; the machine's own fonts are not used."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from insight.errors import DocumentFailed


@dataclass(frozen=True)
class Setting:
    """A template of this room, and the files it reads, by name. Words are data: none of them is markup."""

    template: str
    files: Mapping[str, bytes]

    def pdf(self, clock: int) -> bytes:
        """Give a PDF that declares PDF/UA. clock : the time it says it was made, in seconds since 1970.

        Raises DocumentFailed if the rules of PDF/UA are not kept, or a drawing cannot be read.
        """
        [made] = self._compile(format="pdf", pdf_standards=["1.7", "ua-1"], timestamp=clock)
        return made

    def pngs(self, sharp: int) -> list[bytes]:
        """Give each sheet as a PNG. sharp : dots an inch."""
        return self._compile(format="png", ppi=float(sharp))

    def _compile(self, **options) -> list[bytes]:
        import typst

        with tempfile.TemporaryDirectory(prefix="insight-") as folder:
            for name, content in self.files.items():
                (Path(folder) / name).write_bytes(content)
            main = Path(folder) / self.template
            main.write_bytes((files("insight.documents") / self.template).read_bytes())
            try:
                made = typst.compile(str(main), root=folder, font_paths=_fonts(), **options)
            except RuntimeError as error:
                raise DocumentFailed(f"it could not be set in type: {error}") from error
        return list(made) if isinstance(made, list) else [bytes(made or b"")]


@cache
def _fonts():
    """Give the fonts of typst and of matplotlib, whose letters are those the charts were drawn for."""
    import matplotlib
    import typst

    shipped = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(shipped)])
