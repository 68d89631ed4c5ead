"""Rules in place of a model that puts a question so that it stands alone: they see its prompt only.

    python -m tests.rewriters --script subject

prints the address of a server to measure with: `python -m evaluation beir FOLDER --llm
openai-like:subject --llm-url ADDRESS`.
"""

import argparse
import json
import re
import threading
from pathlib import Path

from index import lexical
from tests.llm_scripts import Messages, Script
from tests.llm_server import LLMServer

_POINTER = re.compile(
    r"\b(?:(?P<its>its|their|his)|it|they|them|he|him|she|this|these|those)\b(?! \w+ing\b)", re.I
)
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w'’-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w'’-]*)*")
_ENOUGH = 3  # content words of a question that stands alone


def subject(messages: Messages) -> str:
    """The question with the last subject named in place of the word that points back to it.

    One that names enough itself and does not point back is given back as it is.
    """
    turns, question = said(messages)
    found = _POINTER.search(question)
    if not found and len(lexical.content_words(question)) >= _ENOUGH:
        return question
    named = _subject(turns)
    if not named:
        return question
    if not found:
        return f"{question.rstrip(' ?.')} ({named})?"
    put = f"{named}'s" if found["its"] else named
    return f"{question[: found.start()]}{put}{question[found.end() :]}"


def words(messages: Messages) -> str:
    """The question, and the content words of the question before it."""
    turns, question = said(messages)
    before = " ".join(lexical.content_words(_last(turns, "user")).values())
    return f"{question.rstrip(' ?.')} {before}?"


def repeated(messages: Messages) -> str:
    """A bad one: the question before, once more."""
    return _last(said(messages)[0], "user")


def unrelated(messages: Messages) -> str:
    """A bad one: always the same question, about something else."""
    return "How many goals did Germany score in the final of 1990?"


def oracle(folder: Path) -> Script:
    """The question, and those words of the conversation that the set's own answer has too.

    It is no rewriter, but what the best one could come to: it knows the answer.
    """
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    known = {_folded(one["text"]): one["reference"] for one in map(json.loads, lines)}

    def script(messages: Messages) -> str:
        question = said(messages)[1]
        own = lexical.content_words(question)
        shown = lexical.content_words(messages[-1]["content"])
        answer = lexical.content_words(known.get(_folded(question), ""))
        more = " ".join(word for stem, word in answer.items() if stem in shown and stem not in own)
        return f"{question.rstrip(' ?.')} {more}?"

    return script


def said(messages: Messages) -> tuple[list[tuple[str, str]], str]:
    """The turns and the new question that stand in a prompt."""
    lines = [line.partition(": ") for line in messages[-1]["content"].split("\n")]
    *turns, (_, _, question) = lines
    return [(role, text) for role, _, text in turns], question


def _subject(turns: list[tuple[str, str]]) -> str:
    asked, answered = _last(turns, "user"), _last(turns, "assistant")
    for text in (asked, answered[:200]):
        if names := _NAME.findall(text):
            return str(names[-1])
    return " ".join(list(lexical.content_words(asked).values())[-3:])


def _last(turns: list[tuple[str, str]], role: str) -> str:
    return next((text for one, text in reversed(turns) if one == role), "")


def _folded(text: str) -> str:
    return " ".join(lexical.stems(text))


def main() -> None:
    """Serve one of the rules by its name until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.rewriters")
    rules = {one.__name__: one for one in (subject, words, repeated, unrelated)}
    parser.add_argument("--script", choices=[*rules, "oracle"], default="subject")
    parser.add_argument("--set", type=Path, help="the folder of the set, for the oracle")
    given = parser.parse_args()
    with LLMServer(
        oracle(given.set) if given.script == "oracle" else rules[given.script]
    ) as server:
        print(server.openai, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
