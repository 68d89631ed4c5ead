"""A story as a file whose text is kept as it is: plain text, YAML, source code."""

from tests.mixed.prose import Story
from tests.mixed.written import Lines, Made

ENCODINGS = {
    "en": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"),
    "de": ("utf-8", "cp1252"),
    "fr": ("utf-8", "cp1252", "iso8859-15"),
    "es": ("utf-8", "cp1252"),
    "pl": ("utf-8", "iso8859-2", "cp1250"),
    "ru": ("utf-8", "koi8-r", "cp1251"),
}


def text(story: Story, encoding: str = "utf-8", newline: str = "\n", ending: str = "txt") -> Made:
    """Plain text, a sentence a line."""
    lines = Lines()
    lines.say(story.title)
    lines.put("")
    for section in story.sections:
        lines.say(section.heading)
        lines.put("-" * len(section.heading), "")
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                lines.say(sentence)
            lines.put("")
    for item in story.items:
        lines.say(item, "- {}")
    return lines.kept("text", ending, encoding, newline, story.language)


def yaml(story: Story) -> Made:
    """A mapping of mappings and lists, with a comment and strings over several lines."""
    lines = Lines()
    lines.say(story.title, "title: '{}'", "title")
    lines.put("sections:")
    for number, section in enumerate(story.sections):
        lines.say(section.heading, '- heading: "{}"', f"sections[{number}].heading")
        for name, paragraph in zip(("first", "second", "third"), section.paragraphs, strict=False):
            at = lines.put(f"  {name}: |")
            for count, sentence in enumerate(paragraph, 1):
                lines.put(f"    {sentence}")
                line = int(at.removeprefix("line ")) + count
                lines.spots.append((sentence, f"line {line}, sections[{number}].{name}"))
    for sentence in story.items:
        lines.say(sentence, "# {}")
        lines.put("")
    lines.put("rows:")
    for number, (mark, who, pieces, remark) in enumerate(story.rows):
        lines.put(f"- mark: {mark}", f"  keeper: {who}", f"  pieces: {pieces}")
        lines.say(remark, "  remark: '{}'", f"rows[{number}].remark")
    return lines.kept("yaml", "yaml")


def python(story: Story) -> Made:
    """A module with docstrings, comments and strings."""
    lines = Lines()
    lines.say(story.title, '"""{}."""')
    lines.put("", "import math", "")
    for number, section in enumerate(story.sections):
        lines.put("")
        lines.say(section.heading, "# {}")
        lines.put(f"def part_{number}(pieces):")
        for at, paragraph in enumerate(section.paragraphs):
            lines.say(paragraph[0], '    """{}' if at == 0 else "    # {}")
            for sentence in paragraph[1:]:
                lines.say(sentence, "    {}" if at == 0 else "    # {}")
            lines.put('    """' if at == 0 else "")
        lines.say(story.rows[number][3], '    return math.floor(pieces), "{}"')
    return lines.kept("code", "py")


def program(story: Story, ending: str) -> Made:
    """A program or settings file in another language: comments and settings."""
    opens, closes, setting = _SYNTAX[ending]
    lines = Lines()
    lines.say(story.title, f"{opens} {{}}{closes}")
    for number, section in enumerate(story.sections):
        lines.put("")
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                lines.say(sentence, f"{opens} {{}}{closes}")
            lines.put("")
        lines.say(section.heading, setting.replace("#", str(number)))
    return lines.kept("code", ending)


_SYNTAX = {
    "js": ("//", "", 'const part# = "{}";'),
    "c": ("/*", " */", 'const char *part# = "{}";'),
    "sql": ("--", "", "INSERT INTO parts VALUES (#, '{}');"),
    "sh": ("#", "", 'PART#="{}"'),
    "toml": ("#", "", 'part# = "{}"'),
    "ini": (";", "", "part# = {}"),
    "rs": ("///", "", 'const PART#: &str = "{}";'),
}
PROGRAMS = tuple(_SYNTAX)
