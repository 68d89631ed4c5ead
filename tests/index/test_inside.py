"""A file inside a file is found again, byte by byte, or not at all."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest

from index import documents, inside
from index.folder import digest
from tests.index.conftest import make_pdf

LETTER = make_pdf([(11, "A letter.")])
BILL = make_pdf([(11, "A bill.")])


def zipped(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def mailed(*attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Papers"
    message.set_content("Here they are.")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.zip", zipped(x_pdf=LETTER, deep__bill_pdf=BILL)),
        ("m.eml", mailed(("x.pdf", LETTER), ("x.pdf", BILL))),
        ("a.zip", zipped(m_eml=mailed(("x.pdf", LETTER)), b_zip=zipped(y_pdf=BILL))),
    ],
)
def test_every_file_that_was_read_inside_is_found(path: str, data: bytes) -> None:
    found = [one for one in documents.read_all(path, data).documents if one.kind == "pdf"]
    assert len(found) == 2
    for document in found:
        wanted = {digest(LETTER): LETTER, digest(BILL): BILL}[document.sha256]
        assert inside.find(path, document.path, data, document.sha256) == wanted


def test_one_that_is_another_now_is_not() -> None:
    data = zipped(x_pdf=LETTER)
    assert inside.find("a.zip", "a.zip/x.pdf", data, digest(BILL)) is None


@pytest.mark.parametrize(
    ("path", "data"),
    [("a.zip", b"PK\x03\x04 no"), ("a.txt", b"words"), ("a.odd", b"?"), ("a", b"")],
)
def test_what_holds_nothing_gives_nothing(path: str, data: bytes) -> None:
    assert inside.find(path, f"{path}/x.pdf", data, digest(LETTER)) is None
