"""The formats: what a file's ending means, who reads it, and what a place in it is called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from index.formats.outline import Outline

ZIP = b"PK\x03\x04"
ODF = (ZIP, b"<?xml", b"\xef\xbb\xbf<?xml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files.

    kind: its name in the index. words: its name for people.
    endings: of the files' names, in small letters. library: what parses it.
    place: what a citation's place means. reader: "package.module.function" in `index.formats`,
    loaded when first needed.
    signatures: what such files begin with, one of them; () where anything may come first.
    locked: whether a password can open it; its reader takes passwords as a second argument.
    """

    kind: str
    words: str
    endings: tuple[str, ...]
    library: str
    place: str
    reader: str
    signatures: tuple[bytes, ...] = ()
    locked: bool = False

    def read(self, data: bytes, passwords: Sequence[str] = ()) -> Outline:
        """The text of a file's bytes. Raises UnreadableFile, and whatever its library does."""
        module, function = self.reader.rsplit(".", 1)
        reader: Callable[..., Any] = getattr(import_module(f"index.formats.{module}"), function)
        outline: Outline = reader(data, passwords) if self.locked else reader(data)
        return outline


def _endings(names: str) -> tuple[str, ...]:
    return tuple(f".{name}" for name in names.split())


FORMATS = (
    Format("pdf", "a PDF", (".pdf",), "pypdfium2", "page", "pdf.pdf.read", (), True),
    Format("docx", "a Word document", _endings("docx docm dotx"), "python-docx",
           "paragraph, or table and row", "office.word.read", (ZIP, OLE), True),
    Format("pptx", "a PowerPoint file", _endings("pptx pptm ppsx potx"), "python-pptx",
           "slide", "office.slides.read", (ZIP, OLE), True),
    Format("xlsx", "an Excel workbook", _endings("xlsx xlsm xltx"), "openpyxl",
           "sheet and cells", "office.sheets.read", (ZIP, OLE), True),
    Format("odt", "an OpenDocument text", _endings("odt ott fodt"), "xml (Python)",
           "paragraph, or table and row", "odf.opendocument.read_text", ODF),
    Format("ods", "an OpenDocument spreadsheet", _endings("ods ots fods"), "xml (Python)",
           "sheet and cells", "odf.opendocument.read_sheets", ODF),
    Format("odp", "an OpenDocument presentation", _endings("odp otp fodp"), "xml (Python)",
           "slide", "odf.opendocument.read_slides", ODF),
    Format("rtf", "an RTF document", (".rtf",), "our own", "paragraph, or table and row",
           "rtf.rtf.read", (b"{\\rtf",)),
    Format("html", "an HTML page", _endings("html htm xhtml"), "lxml", "line",
           "marked.markup.read_html"),
    Format("mhtml", "a saved web page", _endings("mhtml mht"), "email (Python), lxml",
           "paragraph", "mail.page.read_page"),
    Format("epub", "an EPUB book", (".epub",), "zipfile (Python), lxml", "chapter",
           "marked.epub.read", (ZIP,)),
    Format("markdown", "a Markdown file", _endings("md markdown mdown mkd"), "markdown-it-py",
           "line", "marked.markdown.read"),
    Format("rst", "a reStructuredText file", _endings("rst rest"), "docutils", "line",
           "marked.restructured.read"),
    Format("asciidoc", "an AsciiDoc file", _endings("adoc asciidoc asc"), "our own", "line",
           "asciidoc.asciidoc.read"),
    Format("latex", "a LaTeX file", _endings("tex ltx latex"), "pylatexenc", "line",
           "latex.latex.read"),
    Format("text", "a text file", _endings("txt text log"), "charset-normalizer", "line",
           "text.plain.read"),
    Format("csv", "a table of values", _endings("csv tsv tab"), "csv (Python)", "line",
           "data.values.read"),
    Format("json", "a JSON file", _endings("json geojson"), "json (Python)", "line and path",
           "data.jsondata.read"),
    Format("jsonl", "a JSON Lines file", _endings("jsonl ndjson"), "json (Python)", "line",
           "data.jsondata.read_lines"),
    Format("xml", "an XML file", (".xml",), "lxml", "line", "data.xmldata.read"),
    Format("yaml", "a YAML file", _endings("yaml yml"), "PyYAML", "line", "data.yamldata.read"),
    Format("eml", "an e-mail", (".eml",), "email (Python)", "paragraph", "mail.mail.read_message"),
    Format("mbox", "a mailbox", _endings("mbox mbx"), "email (Python)", "message",
           "mail.mail.read_mailbox"),
    Format("msg", "an Outlook message", (".msg",), "python-oxmsg", "paragraph",
           "mail.outlook.read_outlook", (OLE,)),
    Format("subtitles", "subtitles", _endings("srt vtt"), "our own", "time", "text.subtitles.read"),
    Format("notebook", "a Jupyter notebook", (".ipynb",), "json (Python), markdown-it-py", "cell",
           "text.notebook.read"),
    Format("code", "source code", _endings(
        "py js mjs ts tsx jsx java kt scala c h cc cpp hpp cs go rs rb php pl lua r jl swift m "
        "sh bash zsh ps1 bat sql css scss toml ini cfg conf properties gradle cmake tf vue dart "
        "ex exs erl hs ml clj groovy f90 f asm vb pas patch diff"), "charset-normalizer", "line",
           "text.code.read"),
    Format("zip", "a ZIP archive", (".zip",), "zipfile (Python), pyzipper",
           "the place in the file inside", "archives.archive.read_zip", (ZIP, b"PK\x05\x06"), True),
    Format("tar", "a TAR archive",
           _endings("tar tgz tar.gz tbz2 tar.bz2 txz tar.xz"), "tarfile (Python)",
           "the place in the file inside", "archives.tarball.read_tar"),
)  # fmt: skip
BY_ENDING = {ending: format_ for format_ in FORMATS for ending in format_.endings}


def format_of(name: str) -> Format | None:
    """The format that a file's name says it has; None for an ending that is not known.

    A name without an ending (README, LICENSE) is taken for text.
    """
    endings = name.lower().rsplit("/", 1)[-1].split(".")[1:]
    if not endings:
        return BY_ENDING[".txt"]
    for count in (2, 1):
        if len(endings) >= count and (known := BY_ENDING.get("." + ".".join(endings[-count:]))):
            return known
    return None
