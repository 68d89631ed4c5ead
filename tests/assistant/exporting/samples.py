"""Answers that a person can follow, and what is hostile about some of them."""

from typing import Any

from assistant.conversations import Exchange
from assistant.types import Answer, Citation, Disagreement, Prose, Side, Statement, Written
from index.documents import read
from index.types import Document, Span

ASKED = "2026-11-23T03:20:35.000001+00:00"
BIRDS = """# Birds of the harbour

They are counted in May. Nobody likes it. The heron stood in the reeds. It flew. It slept.

- a gull
- a wren

| Bird | Number | Season |
|---|---|---|
| Gull | 12 | summer |
| Heron | 3 | spring |
| Wren | 40 | winter |
"""
HOSTILE = (
    "<script>alert(1)</script> ![x](http://a.example/p.png) [y](javascript:alert(1)) "
    "<img src=x onerror=alert(1)> http://b.example www.c.example `code` *bold* _it_ **b** ~~s~~ "
    '$x$ {{x}} ${x} | # no \\ heading &amp; "quoted" <!-- --> [^1] <http://d.example>'
)


def document(text: str = BIRDS, path: str = "birds.md") -> Document:
    return read(path, text.encode())


def citation(source: Document, quote: str, number: int = 1, word: str = "") -> Citation:
    start = source.text.index(quote)
    at = start + quote.index(word)
    return Citation(
        number=number,
        path=source.path,
        title=source.title,
        sha256=source.sha256,
        page=source.page_at(start),
        start=start,
        end=start + len(quote),
        quote=quote,
        score=0.5,
        marks=(Span(at, at + len(word)),) if word else (),
        place=source.place_at(start),
    )


def answer(*citations: Citation, question: str = "What stood?") -> Answer:
    statements = tuple(Statement(" ".join(c.quote.split()), (c,)) for c in citations)
    return Answer(
        question=question,
        text="\n".join(f"{s.text} [{s.citations[0].number}]" for s in statements),
        statements=statements,
        citations=citations,
        refused=False,
        reasons=(),
        evidence=(),
        confidence=0.5,
        timings={"total": 1.0},
        disagreements=(
            (Disagreement(tuple(Side(c.number, c.path, c.quote, None) for c in citations)),)
            if len(citations) > 1
            else ()
        ),
    )


def refusal(nearest: Citation, reason: str) -> Answer:
    return Answer(
        question="Who sang?",
        text=f"The documents don't say.\n{reason}",
        statements=(),
        citations=(),
        refused=True,
        reasons=(reason,),
        evidence=(),
        confidence=0.1,
        timings={},
        nearest=(nearest,),
    )


def exchange(answered: Answer, documents: tuple[str, ...] | None = None) -> Exchange:
    return Exchange(answered.question, answered, "", documents, ASKED, "up", 7)


def prose(*sentences: Written, **more: Any) -> Prose:
    """What a model wrote on this machine."""
    return Prose(**{"model": "ollama:wren", "sentences": sentences, **more})


def written(text: str, *cited: Citation, numbers: tuple[int, ...] = (), **more: Any) -> Written:
    return Written(text, numbers or tuple(one.number for one in cited), cited, **more)
