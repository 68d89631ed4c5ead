"""`python -m assistant ask "..."`, `... chat`, `... verify FILE.json`: Footnote in a terminal."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant import verify_command
from assistant.addressed import TOLD, speaks
from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Answered, Finished, Prose, Quoted, Turn, Written, Wrote
from assistant.visible import visible
from assistant.writing import kinds
from index.errors import FootnoteError
from index.passwords import read_passwords
from index.progress import progress_bar


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 if it worked, 2 if it could not, with a sentence on stderr.

    1 where a quotation that is verified no longer stands.
    """
    parser = argparse.ArgumentParser(prog="python -m assistant", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="one question, one answer")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="the whole answer as JSON")
    chat = commands.add_parser("chat", help="a conversation; an empty line ends it")
    verify = commands.add_parser("verify", help="whether an export's quotations still stand")
    verify.add_argument("file", type=Path, help="an answer or a conversation taken away as JSON")
    verify.add_argument("--passwords", type=Path, help="a file of passwords, one a line")
    for command in (ask, chat, verify):
        command.add_argument(
            "--folder", type=Path, nargs="+", dest="folders", help="the documents (default: seeds)"
        )
        if command is verify:
            continue
        command.add_argument("--store", type=Path, help="the directory of the index")
        command.add_argument("--model", help="the embedding model, by name or folder")
        kinds.add_options(command)
    options = parser.parse_args(arguments)
    try:
        settings = _settings(options)
        if options.command == "verify":
            passwords = read_passwords(options.passwords) or settings.passwords
            return verify_command.run(options.file, settings.folders, passwords)
        kinds.opened(settings)  # a model that cannot be is said before a folder is read
        with (
            progress_bar() as show,
            Assistant.open(settings.folders, settings.store, settings, show) as assistant,
        ):
            if options.command == "ask":
                _ask(assistant, options.question, options.json)
            else:
                _chat(assistant)
    except FootnoteError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name in ("folders", "store", "model", "llm", "llm_url")
        if (value := getattr(options, name, None)) is not None
    }
    return replace(Settings.from_environment(), **given)


def _ask(assistant: Assistant, question: str, as_json: bool) -> None:
    _warn(assistant)
    answer = assistant.ask(question)
    if as_json:
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=1))
        return
    print(replace(answer, prose=None, condensed=visible(answer.condensed)))
    _tell(answer)
    if answer.prose is not None:
        print(f"\n{visible(str(answer.prose))}")


def _warn(assistant: Assistant) -> None:
    """Say, before anything is sent elsewhere, that it will be."""
    model = assistant.model
    if model is not None and model.address:
        _ = model.context  # its server tells whether it runs there at all
    if model is not None and not model.is_local and not model.hands_on:
        place = model.address or "a service on another machine"
        said = f"{model.name} writes: the questions and the passages found are sent to {place}"
        print(f"assistant: {visible(said)}", file=sys.stderr, flush=True)


def _chat(assistant: Assistant) -> None:
    states = assistant.documents()
    read = sum(state.indexed for state in states)
    folders = assistant.index.folders
    print(f"{read} of {len(states)} documents in {folders}. An empty line ends the chat.")
    _warn(assistant)
    history: list[Turn] = []
    while question := _question():
        answer = _answered(assistant, question, history)
        history += [Turn("user", question), Turn("assistant", answer.text)]


def _answered(assistant: Assistant, question: str, history: list[Turn]) -> Answer:
    """Print an answer as it comes; Ctrl-C ends what a model writes, and not the chat."""
    quoted: Answer | None = None
    heading = ""  # said once there is something under it
    try:
        for event in assistant.stream(question, history):
            match event:
                case Quoted(statement):
                    numbers = "".join(f" [{one.number}]" for one in statement.citations)
                    print(statement.text + numbers, flush=True)
                case Answered(quoted):
                    _print_rest(quoted)
                    print(flush=True)
                    name = assistant.model.name if assistant.model else ""
                    heading = f"{visible(Prose(name).heading)}\n"
                case Wrote(Written() as sentence):
                    print(f"{heading}{visible(str(sentence))}", flush=True)
                    heading = ""
                case Finished(answer) if quoted is None:
                    _print_rest(answer)
                    quoted = answer
                case Finished(answer):
                    for line in answer.prose.under() if answer.prose else ():
                        print(visible(line), flush=True)
    except KeyboardInterrupt:
        if quoted is None:
            raise
        print("(stopped)")
    assert quoted is not None
    return quoted


def _question() -> str:
    try:
        return input("\n> ").strip()
    except EOFError:
        return ""


def _print_rest(answer: Answer) -> None:
    answer = replace(answer, condensed=visible(answer.condensed))
    print(answer if answer.refused else str(answer).removeprefix(answer.text).lstrip("\n"))
    _tell(answer)


def _tell(answer: Answer) -> None:
    """Say of the quotations that speak to a machine that they do."""
    for one in answer.citations:
        if speaks(one, answer.evidence):
            print(f"[{one.number}] {TOLD}")


if __name__ == "__main__":
    sys.exit(main())
