"""How Word documents look: pandoc's own reference document, restyled, with a running head and foot."""

import io
from functools import cache
from html import escape
from zipfile import ZipFile

from lxml import etree

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{SPACE}}}"
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
STYLES = {  # style: how its paragraphs stand, how its letters look
    "Normal": ('<w:spacing w:after="0" w:line="264" w:lineRule="auto"/>', '<w:sz w:val="20"/>'),
    "BodyText": ('<w:spacing w:before="80" w:after="120"/>', ""),
    "Compact": ('<w:spacing w:before="20" w:after="60"/>', ""),
    "Heading1": ('<w:keepNext/><w:spacing w:before="0" w:after="160"/><w:outlineLvl w:val="0"/>',
                 '<w:b/><w:color w:val="12436D"/><w:sz w:val="40"/>'),
    "Heading2": ('<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="1"/>',
                 '<w:b/><w:color w:val="12436D"/><w:sz w:val="28"/>'),
    "Heading3": ('<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="2"/>',
                 '<w:b/><w:color w:val="12436D"/><w:sz w:val="22"/>'),
    "Heading4": ('<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="3"/>',
                 '<w:b/><w:color w:val="12436D"/><w:sz w:val="20"/>'),
    "Heading5": ('<w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="4"/>',
                 '<w:b/><w:color w:val="222222"/><w:sz w:val="18"/>'),
    "Heading6": ('<w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="5"/>',
                 '<w:b/><w:color w:val="222222"/><w:sz w:val="18"/>'),
    "CaptionedFigure": ('<w:keepNext/><w:spacing w:before="160" w:after="60"/>', ""),
    "ImageCaption": ('<w:spacing w:before="0" w:after="160"/>',
                     '<w:color w:val="595959"/><w:sz w:val="17"/>'),
    "TableCaption": ('<w:keepNext/><w:spacing w:before="200" w:after="80"/>',
                     '<w:color w:val="595959"/><w:sz w:val="17"/>'),
}  # fmt: skip
BANNER = (
    '<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="B35C00"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FFF4E5"/>'
)
ADDED = {  # style: its name, how its paragraphs stand, how its letters look
    "TableText": ("Table Text", '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>',
                  '<w:sz w:val="15"/>'),
    "Synthetic": ("Synthetic", f"{BANNER}<w:spacing w:before=\"80\" w:after=\"120\"/>", ""),
    "Edition": ("Edition", '<w:spacing w:before="40" w:after="80"/>', '<w:color w:val="595959"/>'),
    "Lead": ("Lead", '<w:spacing w:before="80" w:after="140"/>', '<w:sz w:val="23"/>'),
    "Fold": ("Fold", '<w:keepNext/><w:spacing w:before="120" w:after="40"/>', "<w:b/>"),
    "Running": ("Running", "", '<w:color w:val="595959"/><w:sz w:val="15"/>'),
}  # fmt: skip
LINE = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
TABLE = (
    f"<w:tblPr><w:tblBorders>{''.join(LINE.format(side) for side in ('top', 'bottom', 'insideH'))}"
    '</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEF3F7"/></w:tcPr></w:tblStylePr>'
)
SHEET = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>'
    '<w:footerReference w:type="default" r:id="rIdFoot"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="510" '
    'w:gutter="0"/></w:sectPr>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
PAGE = (
    FIELD.format("begin") + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    + FIELD.format("separate") + "<w:r><w:t>1</w:t></w:r>" + FIELD.format("end")
)  # fmt: skip
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{0}+xml"


def reference(head: tuple[str, ...], foot: str) -> bytes:
    """Give a reference document for pandoc. head, foot : the lines of the running head, the running foot."""
    lines = "".join(_running(_text(line)) for line in head if line)
    parts = {
        "word/header1.xml": _part("hdr", lines),
        "word/footer1.xml": _part("ftr", _running(_text(f"{foot} · page ") + PAGE)),
    }
    made = io.BytesIO()
    with ZipFile(io.BytesIO(_default())) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            change = {
                "word/styles.xml": _styled,
                "word/document.xml": _sheet,
                "word/_rels/document.xml.rels": _linked,
                "[Content_Types].xml": _typed,
            }.get(name, bytes)
            new.writestr(name, change(old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


@cache
def _default() -> bytes:
    import subprocess

    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _element(name: str, inside: str = "", attributes: str = "") -> etree._Element:
    return etree.fromstring(f'<w:{name} xmlns:w="{SPACE}" xmlns:r="{LINKS}" {attributes}>{inside}</w:{name}>')


def _styled(held: bytes) -> bytes:
    """Give the styles with ours in place of pandoc's: one font, one language, no colours of a theme."""
    top = etree.fromstring(held)
    for letters in top.iter(f"{W}rPr"):
        for tag in ("rFonts", "lang"):
            for found in letters.findall(f"{W}{tag}"):
                letters.remove(found)
    [defaults] = top.iter(f"{W}rPrDefault")
    defaults[0].insert(0, _element("x", FONT)[0])
    defaults[0].append(_element("lang", attributes='w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"'))
    for style in top.iter(f"{W}style"):
        name = style.get(f"{W}styleId")
        if name in STYLES:
            _dress(style, *STYLES[name])
        elif name == "Table":
            for old in [*style.findall(f"{W}tblPr"), *style.findall(f"{W}tblStylePr")]:
                style.remove(old)
            style.extend(_element("x", TABLE))
    for name, (called, stands, looks) in ADDED.items():
        inside = f'<w:name w:val="{called}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        made = _element("style", inside, f'w:type="paragraph" w:customStyle="1" w:styleId="{name}"')
        _dress(made, stands, looks)
        top.append(made)
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True)


def _dress(style: etree._Element, stands: str, looks: str) -> None:
    for tag in ("pPr", "rPr"):
        for old in style.findall(f"{W}{tag}"):
            style.remove(old)
    style.append(_element("pPr", stands))
    style.append(_element("rPr", looks))


def _sheet(held: bytes) -> bytes:
    top = etree.fromstring(held)
    [body] = top.iter(f"{W}body")
    for old in body.findall(f"{W}sectPr"):
        body.remove(old)
    body.append(_element("x", SHEET)[0])
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True)


def _linked(held: bytes) -> bytes:
    row = '<Relationship Id="{0}" Type="' + LINKS + '/{1}" Target="{1}1.xml"/>'
    added = row.format("rIdHead", "header") + row.format("rIdFoot", "footer")
    return held.replace(b"</Relationships>", added.encode() + b"</Relationships>")


def _typed(held: bytes) -> bytes:
    row = '<Override PartName="/word/{0}1.xml" ContentType="' + KIND + '"/>'
    added = "".join(row.replace("{0}", name, 1).format(name) for name in ("header", "footer"))
    return held.replace(b"</Types>", added.encode() + b"</Types>")


def _part(name: str, inside: str) -> bytes:
    return etree.tostring(_element(name, inside), xml_declaration=True, encoding="UTF-8", standalone=True)


def _running(inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr>{inside}</w:p>'


def _text(said: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(said)}</w:t></w:r>'
