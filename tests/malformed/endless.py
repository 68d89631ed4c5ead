"""Texts that cost a careless reader the square of their length, and lines without an end."""

from collections.abc import Iterator

from tests.malformed.bad import Bad

# What stands before and after a line without an end, so that it is one of its format.
_FRAMES = {
    ".txt": (b"", b""),
    ".md": (b"", b""),
    ".html": (b"<p>", b"</p>"),
    ".csv": (b"a,b\n1,", b"\n"),
    ".json": (b'{"a": "', b'"}'),
    ".jsonl": (b'{"a": "', b'"}\n'),
    ".xml": (b"<a>", b"</a>"),
    ".yaml": (b"a: ", b"\n"),
    ".py": (b"# ", b"\n"),
    ".srt": (b"1\n00:00:01,000 --> 00:00:02,000\n", b"\n"),
    ".eml": (b"From: a@b.c\nSubject: a\n\n", b"\n"),
    ".tex": (b"\\begin{document}", b"\\end{document}"),
    ".rst": (b"", b"\n"),
    ".adoc": (b"", b"\n"),
    ".rtf": (b"{\\rtf1 ", b"}"),
    ".mbox": (b"From a@b.c Mon Mar  2 10:15:00 2026\nSubject: a\n\n", b"\n"),
    ".mhtml": (b"From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>", b"\n"),
    ".ipynb": (b'{"nbformat":4,"cells":[{"cell_type":"markdown","source":"', b'"}]}'),
    ".vtt": (b"WEBVTT\n\n00:01.000 --> 00:02.000\n", b"\n"),
    ".tsv": (b"a\tb\n1\t", b"\n"),
}
_RUNS = (
    b" ", b"\t", b"-", b"=", b"|", b"*", b"_", b"`", b"~", b"#", b">", b"+", b".", b"!", b"[", b"]",
    b"(", b")", b"{", b"}", b"<", b"&", b"\\", b'"', b"'", b",", b";", b":", b"@", b"$", b"^", b"%",
    b"/", b"0", b"\n", b"\r", b"\r\n", b"\x0c", b" \n", b"\n\n ", b"- ", b"* ", b"1. ", b"> ",
    b"| ", b"|\n", b"--\n", b"==\n", b"a\n=\n", b"# a\n", b"```\n", b"::\n", b"a::\n\n",
    b".. a::\n", b"|a|_ ", b"`a`_ ", b"**a ", b"*a **b ", b"_a ", b"[a](", b"![a](", b"[a]: ",
    b"[a][", b"<a", b"<a b=", b"</a>", b"<!--", b"<![CDATA[", b"<?", b"<p>", b"<b><i>", b"<td>",
    b"<table>", b"<select>", b"&amp", b"&#", b"&#x41;", b"\\begin{", b"\\begin{a}", b"\\a", b"\\a{",
    b"\\[", b"$a$ ", b"$$", b"%\n", b"\\item ", b"\\def\\a{\\a}\\a", b"{\\*", b"\\'", b"\\u9",
    b"\\bin9999999 ", b"\\par ", b"a.b.c.d.", b"A. B. ", b"a ", b"a\n", b"a, ", b'""', b'",',
    b'"a""', b"a\tb", b"a: ", b"a:\n", b"&a ", b"*a ", b"!a ", b"- - ", b"? ", b"{a: ",
    b"00:00:01,000 --> ", b"1\n00:00:01,000 --> 00:00:02,000\n", b"From \n", b">From ", b"=\n",
    b"=3D", b"=?utf-8?q?a?= ", b"=?utf-8?b?", b"A: b\n", b"--a\n", b"|===\n", b"a|b\n", b"====\n",
    b"[a]\n", b"a;;", b"<<a>>", b"include::", b"xref:", b"+++", b"^a^", b"\xe2\x80\x8b",
    b"\xcc\x81", b"\xf0\x9f\x98\x80", b"\xe3\x80\x82", b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\xe9 ",
    b"\x1b$B", b"\x1b[31m", b"\x00a", b"\xed\xa0\x80", b"/*", b"//", b'"""', b"'''\n", b"\\\n",
)  # fmt: skip


def runs(size: int, every: int, first: int = 0) -> Iterator[Bad]:
    """Every format of text, a stretch of one thing in it `size` bytes long.

    every: of the pairs only each so many, from `first` on.
    """
    pairs = [(ending, run) for run in _RUNS for ending in _FRAMES]
    for ending, run in pairs[first::every]:
        start, end = _FRAMES[ending]
        data = start + b"word " + run * (size // len(run)) + b" word" + end
        shown = "".join(c if c.isalnum() else f"%{ord(c):02x}" for c in run.decode("latin-1"))
        yield Bad("one thing without end", f"{shown[:40]}{ending}", data)


def lines(size: int, longest: int) -> Iterator[Bad]:
    """One line of letters, and one of words; the very longest for a few formats."""
    for number, (ending, (start, end)) in enumerate(_FRAMES.items()):
        yield Bad("one line", f"letters{ending}", start + b"a" * size + end)
        if number % 4 == 0:
            words = b"some words and more of them " * (size // 28)
            yield Bad("one line", f"words{ending}", start + words + end)
        yield Bad("one line, the longest", f"letters{ending}", start + b"a" * longest + end)
    yield Bad("a million columns", "a.csv", b",".join([b"a"] * (size // 2)) + b"\n")
    yield Bad("a million columns", "b.tsv", b"\t".join([b"a"] * (size // 8)) + b"\n" + b"1\t" * 9)
    wide = b",".join(b"c%d" % n for n in range(size // 400)) + b"\n"
    yield Bad("a million columns", "c.csv", wide + (b",".join([b"1"] * (size // 400)) + b"\n") * 20)
    yield Bad("a number without end", "a.json", b'{"a": ' + b"9" * (2 * size) + b"}")
    yield Bad("a number without end", "b.json", b"[1e" + b"9" * size + b"]")
    yield Bad("a number without end", "a.yaml", b"a: " + b"9" * size)
    yield Bad("a number without end", "sexagesimal.yaml", b"a: 1" + b":59" * (size // 3))
    yield Bad("a number without end", "a.jsonl", b"-" + b"1" * size + b"\n")
    keys = b",".join(b'"%d":%d' % (n, n) for n in range(size // 20))
    yield Bad("a million keys", "a.json", b"{" + keys + b"}")
    deep = b'{"%s":' % (b"k" * 2_000)
    count = min(150, size // 4_000)
    yield Bad("keys without end", "a.json", deep * count + b"[1,2,3]" + b"}" * count)
    named = b"# " + b"heading " * (size // 80) + b"\n\n" + b"Words.\n\n" * 2_000
    yield Bad("a heading without end", "a.md", named)
    yield Bad(
        "a heading without end", "a.html", b"<h1>" + b"head " * (size // 50) + b"<p>a" * 2_000
    )
    title = b"<title>" + b"title " * (size // 6) + b"</title><p>Words."
    yield Bad("a heading without end", "title.html", title)
    subject = b"Subject: " + b"subject " * (size // 8) + b"\n\nWords.\n"
    yield Bad("a heading without end", "a.eml", subject)
    yield Bad("a million headers", "b.eml", b"X-A: b\n" * (size // 8) + b"Subject: a\n\nWords.\n")
    yield Bad("a million recipients", "c.eml", b"To: " + b"a@b.c, " * (size // 8) + b"\n\nWords.\n")
