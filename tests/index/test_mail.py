"""E-mails and mailboxes: who wrote what to whom, each message a page, every attachment a file."""

import gc
import random
import time
from pathlib import Path

import pytest

from index import documents
from index.errors import UnreadableFile
from index.formats.mail import mail, mime
from index.formats.outline import Outline, Part

FILES = Path(__file__).parent.parent / "files" / "mail"


def blocks(outline: Outline) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def body(outline: Outline) -> list[str]:
    return [text for _, _, text, place in blocks(outline) if place != "header"]


def message(*lines: str, head: str = "Subject: s\n") -> Outline:
    return mail.read_message((head + "\n".join(lines)).encode())


def multipart(kind: str, *parts: str, end: str = "--B--\n") -> Outline:
    joined = "".join(f"--B\n{part}\n" for part in parts)
    return message(
        f'Content-Type: multipart/{kind}; boundary="B"', "", "before", joined + end + "after"
    )


def text(words: str, kind: str = "plain", more: str = "") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8{more}\n\n{words}"


def test_a_message_written_by_s_nail() -> None:
    reading = documents.read_all("lens.eml", (FILES / "lens.eml").read_bytes())
    letter, form = reading.documents
    assert (letter.kind, letter.title) == ("eml", "Die neue Linse für Holm")
    assert letter.text.startswith(
        "Die neue Linse für Holm\n\nFrom: Jon Åske <jon@holm.example>\nTo: edda@holm.example\n"
        "Cc: office@holm.example\nDate: Mon, 23 Nov 2026 00:43:23 +0000\nSubject: Die neue Linse"
    )
    kinds = [(block.kind, block.level, block.place) for block in letter.blocks]
    assert kinds[:2] == [("heading", 1, "header"), ("row", 0, "header")]
    assert kinds[6:] == [
        (kind, 0, f"paragraph {number}")
        for number, kind in enumerate(
            "paragraph paragraph item item paragraph paragraph paragraph".split(), 1
        )
    ]
    assert letter.place_at(letter.text.index("noon ferry")) == "paragraph 2"
    assert letter.place_at(letter.text.index("Jon Åske")) == "header"
    assert "\n\n> How long will the light be out?\n\n" in letter.text
    assert letter.text.endswith("--\nJon Aske\nHolm Harbour Office")
    assert form.path == "lens.eml/form.txt"
    assert form.place_at(form.text.index("4200 crowns")) == "line 3"
    (seal,) = reading.unread
    assert (seal.path, seal.size) == ("lens.eml/seal.png", 12)
    assert seal.reason.startswith("unknown kind of file: .png")


def test_a_mailbox_written_by_mutt() -> None:
    reading = documents.read_all("harbour.mbox", (FILES / "harbour.mbox").read_bytes())
    box, form = reading.documents
    assert (box.kind, box.title, box.unit) == ("mbox", "harbour", "message")
    assert [(page.number, page.name) for page in box.pages] == [(1, "Ferry times"), (2, "Reef")]
    sentence = "From Monday the ferry leaves at 07:40 instead of 08:10. This holds until the end"
    assert box.place_at(box.text.index(sentence)) == "message 1 “Ferry times”, paragraph 2"
    assert box.place_at(box.text.index("map of the reef")) == "message 2 “Reef”, paragraph 1"
    assert form.path == "harbour.mbox/2/form.txt"


def test_patches_written_by_git() -> None:
    outline = mail.read_mailbox((FILES / "patches.mbox").read_bytes())
    assert [page.name for page in outline.pages] == [
        "[PATCH 1/2] Keep the oil lamp as a spare",
        "[PATCH 2/2] Light the tower by electricity — für alle",
    ]
    assert "From now on the spare lamp stays filled.\nFrom Easter it is tested" in outline.text
    assert [part.name for part in outline.parts] == [
        "1/0001-Keep-the-oil-lamp-as-a-spare.patch",
        "2/0002-Light-the-tower-by-electricity-f-r-alle.patch",
    ]


def test_mailbox_lines_that_begin_with_from() -> None:
    data = (
        b"From a@b Mon Mar  2 10:15:00 2026\nSubject: one\n\n>From the pier.\n>>From far.\n\n"
        b"From Anna at 10:15 came this:\nno more.\n\nFrom a@b Tue Mar  3 10:15:00 2026\r\n"
        b"Subject: two\r\n\r\nWords.\r\n"
    )
    outline = mail.read_mailbox(data)
    assert [page.name for page in outline.pages] == ["one", "two"]
    assert body(outline) == [
        "From the pier.", ">From far.", "From Anna at 10:15 came this:\nno more.", "Words.",
    ]  # fmt: skip


def test_a_large_mailbox_takes_time_by_its_length() -> None:
    one = b"From a@b Mon Mar  2 10:15:00 2026\nFrom: a@b\nSubject: n\n\nWords of it.\n\n"

    def seconds(count: int) -> float:
        gc.collect()
        gc.disable()  # what other tests have left behind is not this one's time
        try:
            start = time.thread_time()
            assert len(mail.read_mailbox(one * count).pages) == count
            return time.thread_time() - start
        finally:
            gc.enable()

    assert seconds(8000) < 30 * max(0.05, seconds(1000))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"=?iso-8859-1?q?Caf=E9_Holm?=", "Café Holm"),
        (b"=?utf-8?b?w4U=?=\r\n =?utf-8?b?c2tl?= <a@b>", "Åske <a@b>"),
        (b"=?utf-8?b?w?= =?utf-8?q?x?=", "x"),
        (b"=?utf-8?q?=C3?= =?utf-8?q?=85ske?=", "Åske"),
        (b"=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b"),
        (b"=?no-such?q?Caf=C3=A9?=", "Café"),
        (b"=?punycode?q?abc?=", "abc"),
        ("Åske".encode(), "Åske"),
        ("Åske".encode("latin-1"), "Åske"),
        (b"=?utf-8?q?never ends", "=?utf-8?q?never ends"),
        (b"a\x00b\x07c", "abc"),
    ],
)
def test_header_words(raw: bytes, said: str) -> None:
    assert mime.words(raw) == said


def test_a_broken_header_costs_only_itself() -> None:
    outline = mail.read_message(
        b"Subject: =?utf-8?q?Ferry?=\nno field at all\n and what follows it\nFrom: <<>,;:@\xff\n"
        b"Content-Type: ;;=\nDate: yesterday\nContent-Disposition: \xff\xfe\n\nWords."
    )
    assert [text for _, _, text, _ in blocks(outline)] == [
        "Ferry", "From: <<>,;:@ÿ", "Date: yesterday", "Subject: Ferry", "Words.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "data", "words"),
    [
        ("text/plain; charset=iso-8859-1", "Åske says “no”".encode("cp1252"), "Åske says “no”"),
        ("text/plain; charset=us-ascii", "Åske".encode(), "Åske"),
        ("text/plain; charset=no-such", "Łódź i Gdańsk".encode(), "Łódź i Gdańsk"),
        ("text/plain; charset=gb2312", "灯塔".encode("gb18030"), "灯塔"),
        ("text/plain; charset=utf-16", "Åske".encode("utf-16"), "Åske"),
        ("text/plain; charset=utf-8", ("Åske é" * 30).encode() + b"\xff", "Åske é" * 30 + "\ufffd"),
        ("text/html; charset=utf-8", "<meta charset=latin-1><p>Åske".encode(), "Åske"),
        ("text/html", '<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"), "Łódź"),
        ("text/plain", b"a\x00b", "ab"),
    ],
)
def test_charsets(head: str, data: bytes, words: str) -> None:
    assert body(mail.read_message(f"From: a\nContent-Type: {head}\n\n".encode() + data)) == [words]


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("base64", b"V29y\nZHMu\n"),
        ("base64", b"V29yZHMu!\r\n"),
        ("Quoted-Printable", b"W=6Frds=\n."),
        ("x-uuencode", b"begin 644 a\n&5V]R9',N\n`\nend\n"),
        ("8bit", b"Words."),
        ("no-such", b"Words."),
    ],
)
def test_transfer_encodings(encoding: str, data: bytes) -> None:
    head = f"From: a\nContent-Transfer-Encoding: {encoding}\n\n".encode()
    assert body(mail.read_message(head + data)) == ["Words."]


def test_flowed_text_is_joined() -> None:
    lines = "One \ntwo. \n\n> Three \n> four.\n>> Five.\n From here.\n-- \nAnna"
    outline = message("Content-Type: text/plain; format=flowed", "", lines)
    assert body(outline) == ["One two.", "> Three four.", ">> Five.", "From here.", "--\nAnna"]
    outline = message("Content-Type: text/plain; format=flowed; delsp=yes", "", "灯 \n塔")
    assert body(outline) == ["灯塔"]


def test_of_alternatives_one_text_is_read_and_all_files_are_kept() -> None:
    picture = "Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\nR0lG"
    html = text("<h1>Big</h1><p>The same words.", "html")
    related = f'Content-Type: multipart/related; boundary="R"\n\n--R\n{html}\n--R\n{picture}\n--R--'
    outline = multipart("alternative", text("The same words."), related)
    assert body(outline) == ["The same words."]
    assert outline.parts == [Part("part 1.gif", b"GIF")]
    assert "before" not in outline.text
    assert "after" not in outline.text
    outline = multipart(
        "alternative", text("See it on the web."), text("<p>" + "word " * 30, "html")
    )
    assert body(outline) == [("word " * 30).strip()]
    outline = multipart("alternative", html)
    assert [(kind, level) for kind, level, _, _ in blocks(outline)][-2:] == [
        ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip


def test_parts_are_read_in_order_or_kept_as_files() -> None:
    outline = multipart(
        "mixed",
        text("First."),
        "Content-Type: application/pdf; name*=utf-8''%C3%85rs%2Fbok.pdf\n\n%PDF-",
        text("Second."),
        text("a,b", "csv"),
        text("x", more='; name="=?utf-8?q?n=C3=B8te.txt?="'),
        "Content-Type: message/rfc822\n\nSubject: The other/one\n\nInner.",
        "Content-Type: application/pgp-signature; name=sign.asc\n\nabc",
        "Content-Type: application/no-such\n\nabc",
    )
    assert body(outline) == ["First.", "Second."]
    assert outline.parts == [
        Part("Års/bok.pdf", b"%PDF-"),
        Part("part 1.csv", b"a,b"),
        Part("nøte.txt", b"x"),
        Part("The other-one.eml", b"Subject: The other/one\n\nInner."),
        Part("sign.asc", "a digital signature: there is no text in it"),
        Part("part 2.bin", b"abc"),
    ]
    assert outline.note == ""


def test_a_message_inside_is_a_document_and_ends_at_the_depth_limit() -> None:
    data = b"Subject: n0\n\nWords."
    for n in range(1, 9):
        head = f"Subject: n{n}\nContent-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n"
        data = head.encode() + b"Content-Type: message/rfc822\n\n" + data + b"\n--B%d--\n" % n
    reading = documents.read_all("a.eml", data)
    assert [document.title for document in reading.documents] == [
        f"n{n}" for n in range(8, 1, -1)
    ]  # fmt: skip
    (deepest,) = reading.unread
    assert deepest.path == "a.eml/n7.eml/n6.eml/n5.eml/n4.eml/n3.eml/n2.eml/n1.eml"
    assert deepest.reason.startswith("nested over 6 files deep")


def test_a_cut_message_says_so() -> None:
    outline = multipart("mixed", text("First."), text("Sec"), end="")
    assert body(outline)[0] == "First."
    assert outline.note == "it is cut off: its last part has no end; get it whole"


def test_encrypted_messages_say_so() -> None:
    outline = multipart("encrypted", "Content-Type: application/octet-stream; name=m.asc\n\nabc")
    (part,) = outline.parts
    assert (part.name, str(part.data)[:20]) == ("m.asc", "encrypted or sealed:")


def test_parts_nested_too_deeply_are_named() -> None:
    data = "\nWords."
    for n in range(2000):
        data = f"Content-Type: multipart/mixed; boundary=b{n}-\n\n--b{n}-\n{data}\n--b{n}---\n"
    outline = message(data)
    assert outline.note == "parts nested over 30 deep were not read"


def test_too_many_parts_are_named_at_once() -> None:
    outline = multipart("mixed", *["\nx"] * 30_000)
    assert outline.note == "it has over 10,000 parts, which were not read"
    assert len(body(multipart("mixed", *["\nx"] * 10_000))) == 10_000


@pytest.mark.parametrize("data", [b"just words", b"Key: value\n\nwords", b"\xff" * 500, b"<html>"])
def test_what_is_no_message_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="mislabelled: it does not begin as an e-mail does"):
        mail.read_message(data)
    with pytest.raises(UnreadableFile, match="mislabelled: it does not begin as a mailbox does"):
        mail.read_mailbox(data)


def test_damage_anywhere_is_borne() -> None:
    chance = random.Random(7)
    data = (FILES / "lens.eml").read_bytes()
    for _ in range(200):
        broken = bytearray(data)
        for _ in range(10):
            broken[chance.randrange(len(data))] = chance.randrange(256)
        mail.read_message(bytes(broken))
    for end in range(120, len(data), 7):
        assert mail.read_message(data[:end]).blocks
