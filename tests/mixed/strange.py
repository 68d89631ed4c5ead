"""Files of which nothing can be read, odd names, links, deep folders, and what is ignored."""

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.mixed import marked, office, packed, printed, records, texts
from tests.mixed.written import Made

if TYPE_CHECKING:
    from tests.mixed.folder import Mixed

PASSWORD = "secret"
_IGNORED = "*.tmp\nbuild/\n*.bak\n!kept.bak\n"
_NAMES = (
    "with spaces  and Ümlaut.txt", "e\u0301 decomposed.txt", "octopus 🐙.txt", "中文.txt",
    "it's \"quoted\".txt", "tab\tin it.txt", "two\nlines.txt", "-dash.txt", "100%25 & more;.txt",
    "back\\slash.txt", "UPPER.TXT", "README", "v1.2.3 of it.txt", "space at the end .txt",
    "*?[star].txt", "<b>bold</b>.txt", f"{'long ' * 40}.txt",
)  # fmt: skip


def add(mixed: "Mixed") -> None:
    """Put them all into a mixed folder."""
    _add_unread(mixed)
    for name in _NAMES:
        mixed.put(f"odd names/{name}", texts.text(mixed.prose.story(sections=2)))
    try:
        made = texts.text(mixed.prose.story(sections=2))
        mixed.put("odd names/caf\\xe9.txt", made, b"odd names/caf\xe9.txt")
    except OSError:
        pass  # a disk whose names are all UTF-8
    deep = "/".join(f"level {number}" for number in range(40))
    mixed.put(f"deep/{deep}/found.md", marked.markdown(mixed.prose.story()))
    _add_links(mixed)
    _add_ignored(mixed)


def _add_unread(mixed: "Mixed") -> None:
    prose = mixed.prose
    picture = BytesIO()
    Image.new("RGB", (20, 20), "teal").save(picture, "PNG")
    pdf, docx = printed.pdf(prose.story()).data, office.word(prose.story()).data
    xlsx, zipped = office.workbook(prose.story()).data, packed.zipped(()).data
    html = marked.html(prose.story()).data
    for name, kind, data, reason in (
        ("nothing.txt", "text", b"", "empty: "),
        ("nothing.pdf", "pdf", b"", "empty: "),
        ("nothing.docx", "docx", b"", "empty: "),
        ("blank.md", "markdown", b" \n\t\n", "empty: "),
        ("marks.html", "html", b"<html><body><p> </p></body></html>", "empty: "),
        ("no members.zip", "zip", zipped, "empty: "),
        ("program.exe", "", b"MZ\x00\x01" * 40, "unknown kind of file: .exe "),
        ("film.mp4", "", b"\x00\x00\x00\x18ftyp" * 40, "unknown kind of file: .mp4 "),
        ("picture.png", "", picture.getvalue(), "unknown kind of file: .png "),
        ("data.bin", "", bytes(range(256)), "unknown kind of file: .bin "),
        ("picture.pdf", "pdf", picture.getvalue(), "mislabelled: it is named .pdf "),
        ("picture.txt", "text", picture.getvalue(), "mislabelled: it is named .txt "),
        ("paper.txt", "text", pdf, "mislabelled: it is named .txt but is a PDF"),
        ("page.docx", "docx", html, "mislabelled: it is named .docx "),
        ("table.docx", "docx", xlsx, "mislabelled: "),
        ("words.pdf", "pdf", b"No PDF at all, only words.", "mislabelled: it is named .pdf "),
        ("half.pdf", "pdf", pdf[: len(pdf) // 3], "broken"),
        ("half.docx", "docx", docx[: len(docx) // 2], "broken: "),
        ("half.xlsx", "xlsx", xlsx[: len(xlsx) // 2], "broken: "),
        ("half.json", "json", records.json_records(prose.story()).data[:300], "broken: "),
        ("noise.txt", "text", prose.random.randbytes(999), "binary content: "),
    ):
        mixed.put(f"unread/{name}", Made(data, kind, name.rpartition(".")[2], reason=reason))
    mixed.put("unread/locked.pdf", printed.pdf(prose.story(), password=PASSWORD))
    mixed.put("unread/locked.docx", office.locked(office.word(prose.story()), PASSWORD))
    mixed.put("unread/scan.pdf", printed.scan())
    mixed.put("unread/again/scan.pdf", mixed.files["unread/scan.pdf"])
    mixed.put("half read/scans at the end.pdf", printed.pdf(prose.story(), scans=2))


def _add_links(mixed: "Mixed") -> None:
    mixed.put("links/target.txt", texts.text(mixed.prose.story()))
    mixed.put("links/folder/inside.txt", texts.text(mixed.prose.story()))
    here = mixed.root / "links"
    for name, target in (
        ("zz link.txt", "target.txt"),
        ("out.py", str(Path(__file__).resolve())),
        ("broken.txt", "nowhere.txt"),
        ("loop.txt", "loop.txt"),
        ("folder link", "folder"),
        ("out folder", str(Path(__file__).resolve().parent)),
    ):
        os.symlink(target, here / name)
    mixed.files["links/zz link.txt"] = mixed.files["links/target.txt"]
    outside = "it cannot be opened: it is a link to a place outside the folder"
    nowhere = "it cannot be opened: it is not a plain file, or a link that leads nowhere"
    mixed.unopened |= {
        "links/out.py": outside, "links/broken.txt": nowhere, "links/loop.txt": nowhere,
    }  # fmt: skip
    mixed.ignored += ["links/folder link/", "links/out folder/"]
    os.mkfifo(here / "pipe.txt")
    mixed.unopened["links/pipe.txt"] = nowhere


def _add_ignored(mixed: "Mixed") -> None:
    mixed.leave_out(".hidden.txt", ".hidden.txt")
    mixed.leave_out(".git/", ".git/config", ".git/objects/ab/cd.txt")
    mixed.leave_out("team/.notes/", "team/.notes/secret.md")
    mixed.leave_out("build/", "build/made.txt", "build/deep/made.md")
    mixed.leave_out("reports/old.tmp", "reports/old.tmp")
    mixed.leave_out("team/draft.bak", "team/draft.bak")
    mixed.put("unread/kept.bak", Made(b"Kept.", "", "bak", reason="unknown kind of file: .bak "))
    mixed.leave_out("team/private/", "team/private/plan.txt")
    mixed.leave_out(".footnoteignore", ".footnoteignore")
    (mixed.root / ".footnoteignore").write_text(_IGNORED)
    mixed.leave_out("team/.footnoteignore", "team/.footnoteignore")
    (mixed.root / "team" / ".footnoteignore").write_text("/private/\n")
