"""The structure: data flows one way, each library comes in by one door, secrets stay out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ("index", "assistant", "evaluation")
DOORS = {
    "chromadb": {"index/dense.py", "evaluation/llamaindex.py"},
    "sentence_transformers": {"index/encoder.py"},
    "transformers": {"index/encoder.py", "assistant/writing/transformer.py"},
    "tokenizers": {"index/encoder.py"},
    "torch": {"index/encoder.py"},
    "threadpoolctl": {"index/encoder.py"},
    "huggingface_hub": {"index/model.py"},
    "sqlite3": {
        "index/database.py",
        "index/schema.py",
        "index/catalog.py",
        "index/lexical.py",
        "assistant/shelf.py",
    },
    "Stemmer": {"index/lexical.py"},
    "nltk": {"index/sentences.py"},
    "pypdfium2": {
        "index/formats/pdf/pdf.py",
        "index/formats/pdf/page.py",
        "index/formats/pdf/picture.py",
    },
    "PIL": {"index/formats/pdf/picture.py"},
    "lxml": {"index/formats/marked/markup.py", "index/formats/data/xmltree.py"},
    "markdown_it": {"index/formats/marked/markdown.py"},
    "charset_normalizer": {"index/formats/text/decoding.py"},
    "docx": {"index/formats/office/word.py"},
    "pptx": {"index/formats/office/slides.py"},
    "openpyxl": {"index/formats/office/sheets.py"},
    "msoffcrypto": {"index/formats/office/unlocking.py"},
    "oxmsg": {"index/formats/mail/outlook.py"},
    "olefile": {"index/formats/mail/outlook.py"},
    "docutils": {"index/formats/marked/restructured.py"},
    "pylatexenc": {
        "index/formats/latex/latex.py",
        "index/formats/latex/macros.py",
        "index/formats/latex/nodes.py",
    },
    "pyzipper": {"index/formats/archives/archive.py"},
    "pathspec": {"index/folder.py"},
    "watchfiles": {"index/watch.py"},
    "py3langid": {"index/language.py"},
    "datasketch": {"index/near.py"},
    "llama_index": {
        "assistant/llamaindex.py",
        "assistant/writing/reading.py",
        "assistant/writing/served.py",
        "assistant/writing/transformer.py",
        "evaluation/llamaindex.py",
    },
    "httpx": {
        "assistant/writing/explaining.py",
        "assistant/writing/line.py",
        "assistant/writing/lookup.py",
        "assistant/writing/served.py",
    },
    "ollama": {"assistant/writing/served.py"},
    "openai": set(),  # LlamaIndex's affair
    "filelock": {"index/lock.py", "assistant/shelf.py"},
    "fastapi": {"assistant/api/app.py"},
    "mcp": {"assistant/tools/server.py"},
    "pydantic": {"assistant/records.py", "assistant/tools/schemas.py"},
    "yaml": {
        "assistant/pinfile.py",
        "evaluation/questions.py",
        "index/formats/data/yamldata.py",
    },
    "matplotlib": {"evaluation/plots.py"},
}
HEAVY = ("chromadb", "sentence_transformers", "torch", "transformers", "gradio", "nltk", "lxml")
MODULES = sorted(path for room in ORDER for path in (ROOT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each imported module, and whether it is imported with the file rather than when used."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_once = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, id(node) in at_once) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in at_once


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_to_their_rooms(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    room = name.split("/")[0]
    later = ORDER[ORDER.index(room) + 1 :]
    for module, _ in _imports(path):
        library = module.split(".")[0]
        assert library not in later, f"{name} imports {module}: data flows the other way"
        assert library != "app", f"{name} imports app.py"
        assert name in DOORS.get(library, {name}), f"{module} comes in at {DOORS[library]} only"
        if library == "gradio":
            assert name.startswith("assistant/web/")


@pytest.mark.parametrize(
    "name",
    ["index/index.py", "index/encoder.py", "index/dense.py", "index/model.py", "index/sync.py",
     "assistant/assistant.py", "assistant/settings.py", "app.py"],
)  # fmt: skip
def test_a_second_start_loads_nothing_heavy(name: str) -> None:
    for module, at_once in _imports(ROOT / name):
        assert not (at_once and module.split(".")[0] in HEAVY), f"{name} loads {module} at once"


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if "environ.get" in path.read_text() or "getenv" in path.read_text()
    }
    assert readers <= {"assistant/settings.py"}


def test_modules_have_docstrings_and_a_bearable_length() -> None:
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(source)), f"{path.name} does not say what it is"
        assert source.count("\n") <= 250, f"{path.name} has a second job"
