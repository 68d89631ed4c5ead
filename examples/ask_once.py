"""Ask a folder one question; print each quotation with the place where it stands.

    $ python -m examples.ask_once "What does American law forbid Turkey?"
    glossary.pdf, page 2: “American law, according to Ambassador Tom Barrack, forbids Turkey to...

What a model writes on top follows, where FOOTNOTE_LLM names one. Ends with 1 where the documents
don't say, and prints why.
"""

import argparse
import sys

from assistant import Assistant, Settings
from assistant.visible import visible
from index.errors import FootnoteError


def main() -> int:
    """Ask; 0 if the documents answer."""
    parser = argparse.ArgumentParser(prog="python -m examples.ask_once")
    parser.add_argument("question", nargs="?", default="What does American law forbid Turkey?")
    parser.add_argument("--folder", default="seeds")
    parser.add_argument("--store", help="the index; default: beside the folder")
    given = parser.parse_args()
    settings = Settings.from_environment()
    with Assistant.open(given.folder, given.store, settings) as assistant:
        answer = assistant.ask(given.question)
        for one in answer.citations:
            text = assistant.document(one.path).text
            assert text[one.start : one.end] == one.quote  # always: a citation is a fact
            print(f"{one.path}, {one.place or one.start}: “{' '.join(one.quote.split())}”")
        if answer.prose is not None:  # where FOOTNOTE_LLM names a model
            print(f"\n{visible(str(answer.prose))}")
        if answer.refused:
            print(answer.text)
        return int(answer.refused)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except FootnoteError as error:
        sys.exit(f"ask_once: {error}")
