"""A story as an e-mail, a mailbox or a web page saved as one file."""

from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, default
from io import BytesIO

from PIL import Image

from tests.mixed import marked
from tests.mixed.prose import Section, Story
from tests.mixed.written import Made, Written

_DATE = "Mon, 02 Mar 2026 10:15:00 +0000"
_FROM, _TO = "Anna Berg <anna@example.org>", "Tomas Holm <tomas@example.org>"


def message(
    story: Story, attachments: tuple[tuple[str, Made], ...] = (), as_html: bool = False
) -> Made:
    """An e-mail of plain text, of HTML too if asked, with files attached to it."""
    said = Written()
    mail = _written(story, story.sections, said, as_html)
    for name, made in attachments:
        mail.add_attachment(made.data, "application", "octet-stream", filename=name)
    data = mail.as_bytes(policy=SMTP if as_html else default)
    return said.made(data, "eml", "eml", parts=attachments, language=story.language)


def mailbox(story: Story) -> Made:
    """A mailbox, a message a section; a line of its text begins as a message does."""
    said = Written("message")
    data = b""
    for section in story.sections:
        said.page(section.heading)
        mail = _written(story, (section,), said, False, section.heading)
        body = mail.as_bytes(policy=default)
        data += b"From anna@example.org Mon Mar  2 10:15:00 2026\n"
        data += body.replace(b"\nFrom ", b"\n>From ") + b"\n"
    return said.made(data, "mbox", "mbox", language=story.language)


def _written(
    story: Story, sections: tuple[Section, ...], said: Written, as_html: bool, subject: str = ""
) -> EmailMessage:
    mail = EmailMessage()
    subject = subject or story.title
    mail["From"], mail["To"], mail["Date"], mail["Subject"] = _FROM, _TO, _DATE, subject
    said.add(subject, "header", is_found=False)
    for name in ("From", "To", "Date", "Subject"):
        text = f"{name}: {mail[name]}"
        said.add(text, "header", close=True, is_found=name == "Subject" and said.unit != "message")
    number, body = 0, list[str]()
    for section in sections:
        for paragraph in section.paragraphs:
            number += 1
            said.add("\n".join(paragraph), f"paragraph {number}", *paragraph)
            body += [*paragraph, ""]
    for item in story.items if said.unit != "message" else ():
        number += 1
        said.add(f"- {item}", f"paragraph {number}", item, close=True)
        body.append(f"- {item}")
    mail.set_content("\n".join(body) + "\n", cte="quoted-printable" if as_html else "base64")
    if as_html:
        mail.add_alternative("<p>" + "</p><p>".join(body) + "</p>", subtype="html")
    return mail


def saved_page(story: Story) -> Made:
    """A web page and its picture in one file."""
    page = marked.html(story)
    picture = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(picture, "PNG")
    mail = MIMEMultipart("related", type="text/html")
    mail["Subject"], mail["Date"], mail["MIME-Version"] = "A page of ours", _DATE, "1.0"
    mail.attach(MIMEText(page.data.decode(), "html", "utf-8"))
    mail.attach(MIMEImage(picture.getvalue()))
    numbers: dict[str, int] = {}
    for _, line in page.spots:
        numbers.setdefault(line, len(numbers) + 1)
    spots = tuple((sentence, f"paragraph {numbers[line]}") for sentence, line in page.spots)
    return Made(
        mail.as_bytes(), "mhtml", "mhtml", page.text, "page", 0, spots,
        reason="1 picture in it was not read", language=story.language,
    )  # fmt: skip
