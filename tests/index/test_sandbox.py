"""The reading process: whatever a file does to it costs that file, and no more than the limits."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import documents
from index.errors import Stopped
from index.folder import digest
from index.process import Limits
from index.sandbox import Sandbox
from tests.index.conftest import make_pdf, run_python, start_python
from tests.index.evil import ends, is_alive, plant, python_path

# A format whose files say what their reader does.
EVIL = """
import signal, types
from index.formats import alive, table

def read(data):
    from index.errors import UnreadableFile
    from index.formats.outline import Outline
    from index.types import Block
    what, _, rest = data.decode().partition(" ")
    harm(what)
    if what == "spin":
        while True:
            pass
    elif what == "die":
        os.kill(os.getpid(), getattr(signal, rest))
    elif what == "exit":
        os._exit(0)
    elif what == "nest":
        (f := lambda: f())()
    elif what == "raise":
        raise AttributeError(rest)
    elif what == "print":
        print("words" * 100_000, flush=True)
        print("words", file=sys.stderr, flush=True)
        os.write(1, b"d" * 1_000)
    elif what == "listen":
        rest = repr(sys.stdin.read(1))
    elif what == "tick":
        end = time.monotonic() + float(rest)
        while time.monotonic() < end:
            alive.tick()
            time.sleep(0.001)
    elif what == "write":
        with open(rest, "wb") as file:
            file.write(b"words")
    elif what == "grow":
        held = b"x" * (1_100 << 20)
    elif what == "lie":  # as one whose memory was overwritten might
        lie(bytes.fromhex(rest))
        time.sleep(600)
    text = f"{what} {rest} {os.getpid()}"
    return Outline.exact(text, [Block("paragraph", 0, len(text))], "")

sys.modules["index.formats.evil"] = types.ModuleType("evil")
sys.modules["index.formats.evil"].read = read
table.BY_ENDING[".evil"] = table.Format("evil", "evil", (".evil",), "", "", "evil.read")
"""
LIMITS = Limits(quiet=1.0, total=2.5, memory=1 << 30)
SLOW = "too slow: reading it took longer than it may; split it, or save it anew"
BROKEN = "broken: reading it made the reader fail; open it in its program and save anew"
ANEW = "open it in the program that made it and save it anew"
BIG = "too large: reading it takes more than 1,024 MiB of memory; split it"


@pytest.fixture(autouse=True)
def evil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return plant(tmp_path, monkeypatch, EVIL)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=LIMITS) as opened:
        yield opened


def reason(sandbox: Sandbox, does: str) -> str:
    """Why a file that does something gives no document."""
    reading = sandbox.read("a.evil", does.encode())
    (unread,) = reading.unread
    assert (reading.documents, unread.path, unread.kind) == ((), "a.evil", "")
    assert (unread.sha256, unread.size) == (digest(does.encode()), len(does))
    return unread.reason


def process_of(sandbox: Sandbox) -> int:
    """The number of the reading process."""
    (document,) = sandbox.read("a.evil", b"tell").documents
    return int(document.text.split()[-1])


def test_it_reads_what_is_read_without_it(sandbox: Sandbox) -> None:
    pdf = make_pdf([(20, "Title"), (11, "Words.")], [(11, "More.")], title="T")
    for path, data in (("a.md", b"# Title\n\nOne \xc3\xa9."), ("a.pdf", pdf), ("b.pdf", b"no")):
        assert sandbox.read(path, data) == documents.read_all(path, data)


def test_passwords_are_passed_on() -> None:
    locked = make_pdf([(11, "Secret.")], password="pässword")
    with Sandbox(("wrong", "pässword")) as sandbox:
        assert [d.text for d in sandbox.read("a.pdf", locked).documents] == ["Secret."]


def test_no_secret_is_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FOOTNOTE_LLM_KEY", "FOOTNOTE_LLM_URL", "OPENAI_API_KEY", "HF_TOKEN", "a_secret",
                 "DB_PASSWORD", "MY_PASSWORDS"):  # fmt: skip
        monkeypatch.setenv(name, "planted")
    monkeypatch.setenv("KEYBOARD", "qwerty")
    with Sandbox(limits=LIMITS) as sandbox:
        found = Path(f"/proc/{process_of(sandbox)}/environ").read_bytes()
    assert b"planted" not in found
    assert b"KEYBOARD=qwerty" in found


@pytest.mark.parametrize("name", ["caf\\xe9.txt", "a\nb.txt", "“ü”\u2028.txt", "x" * 300 + ".txt"])
def test_any_name_and_any_bytes_go_through(sandbox: Sandbox, name: str) -> None:
    data = ("né\r\n" * 300_000).encode()  # more than the pipes hold
    (document,) = sandbox.read(name, data).documents
    assert (document.path, document.sha256) == (name, digest(data))
    assert len(document.text) == len(data.decode())


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("hang", SLOW),
        ("spin", SLOW),
        ("tick 60", SLOW),  # signs of life, but without an end
        ("die SIGKILL", BROKEN),
        ("die SIGABRT", BROKEN),
        ("die SIGTERM", BROKEN),
        ("segfault", BROKEN),
        ("exit", BROKEN),
        ("eat", BIG),
        ("lie " + b"x".hex() * 9, BROKEN),  # no answer
        ("lie " + (b"d" + bytes(7) + b"\2{}").hex(), BROKEN),  # one that says nothing
        ("lie " + (b"d" + bytes(7) + b"\4null").hex(), BROKEN),
        ("lie " + (b"d" + bytes(7) + b"\1{").hex(), BROKEN),
        ("lie " + (b"t" + bytes(2) + b"\1" * 6).hex(), SLOW),  # one that never comes whole
    ],
)
def test_what_harms_the_reader_costs_one_file(sandbox: Sandbox, does: str, why: str) -> None:
    began = time.monotonic()
    assert reason(sandbox, does) == why
    assert time.monotonic() - began < 6
    assert [d.text for d in sandbox.read("b.txt", b"Fine.").documents] == ["Fine."]


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("nest", f"nested too deeply: it cannot be read as evil; {ANEW}"),
        ("raise", f"broken: it cannot be read as evil; {ANEW}"),
        ("raise The third table is cut off.",
         f"broken: it cannot be read as evil (The third table is cut off); {ANEW}"),
        ("raise Error -3 while unpacking: bad distance (code 7)",
         f"broken: it cannot be read as evil (Error -3 while unpacking: bad distance (code 7)); "
         f"{ANEW}"),
        ("raise 'NoneType' object has no attribute 'x'",
         f"broken: it cannot be read as evil; {ANEW}"),
        ("raise No module in /usr/lib", f"broken: it cannot be read as evil; {ANEW}"),
        ("raise Object of NoneType is odd", f"broken: it cannot be read as evil; {ANEW}"),
        ("raise " + "Words and " * 20 + "words", f"broken: it cannot be read as evil; {ANEW}"),
    ],
)  # fmt: skip
def test_what_a_library_raises_is_told_to_people_and_the_process_goes_on(
    sandbox: Sandbox, does: str, why: str
) -> None:
    before = process_of(sandbox)
    assert reason(sandbox, does) == why
    assert process_of(sandbox) == before


def test_what_a_library_prints_goes_nowhere_and_it_hears_nothing(
    sandbox: Sandbox, capfd: pytest.CaptureFixture[str]
) -> None:
    for does, said in ((b"print", "print"), (b"listen", "listen ''")):
        (document,) = sandbox.read("a.evil", does).documents
        assert document.text.startswith(said)
    assert capfd.readouterr() == ("", "")


def test_it_cannot_write_files(sandbox: Sandbox, tmp_path: Path) -> None:
    why = reason(sandbox, f"write {tmp_path}/planted")
    assert why == f"broken: it cannot be read as evil; {ANEW}"
    assert (tmp_path / "planted").stat().st_size == 0


def test_one_that_gives_signs_of_life_may_take_its_time() -> None:
    with Sandbox(limits=Limits(quiet=0.7, total=60)) as sandbox:
        (document,) = sandbox.read("a.evil", b"tick 1.5").documents
        assert document.text.startswith("tick")


def test_a_process_that_is_gone_is_no_files_fault(sandbox: Sandbox) -> None:
    """Whatever killed it between two files: the next is read by a fresh one."""
    before = process_of(sandbox)
    os.kill(before, signal.SIGKILL)
    assert process_of(sandbox) != before


def test_a_process_that_used_much_memory_is_replaced() -> None:
    with Sandbox(limits=Limits(memory=8 << 30)) as sandbox:
        before = process_of(sandbox)
        (document,) = sandbox.read("a.evil", b"grow").documents
        assert document.text == f"grow  {before}"
        assert process_of(sandbox) != before


def test_what_the_process_that_asks_has_in_use_does_not_count(evil: Path) -> None:
    """A model takes a gigabyte; if that were the reader's, each file would start a process."""
    code = "from index.sandbox import Sandbox; held = b'x' * (1_200 << 20); sandbox = Sandbox()\n"
    code += "for _ in range(3): print(sandbox.read('a.evil', b'tell').documents[0].text)"
    status, printed, complaints = run_python("-c", code, PYTHONPATH=python_path(evil))
    assert (status, complaints, len(printed.splitlines())) == (0, "", 3)
    assert len(set(printed.splitlines())) == 1


@pytest.mark.parametrize("does", ["hang", "spin", "tick 60"])
def test_a_stop_is_heard_within_a_second(does: str) -> None:
    stop = threading.Event()
    with Sandbox(stop=stop) as sandbox:
        process = process_of(sandbox)
        timer = threading.Timer(0.3, stop.set)
        began = time.monotonic()
        timer.start()
        with pytest.raises(Stopped):
            sandbox.read("a.evil", does.encode())
        assert 0.3 <= time.monotonic() - began < 1.3
        assert not is_alive(process)


def test_the_process_ends_with_the_sandbox(sandbox: Sandbox) -> None:
    process = process_of(sandbox)
    assert is_alive(process)
    sandbox.close()
    assert not is_alive(process)


@pytest.mark.parametrize("does", ["hang", "tell"])
def test_it_dies_with_the_process_that_asked(evil: Path, does: str) -> None:
    code = "import sys; from index.sandbox import Sandbox; sandbox = Sandbox()\n"
    code += "print(sandbox.read('a.evil', b'tell').documents[0].text.split()[-1], flush=True)\n"
    code += "sandbox.read('a.evil', sys.argv[1].encode()); sys.stdin.read()"
    with start_python("-c", code, does, PYTHONPATH=python_path(evil)) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        assert is_alive(process)
        time.sleep(0.3)
        parent.kill()
        parent.wait()
        assert ends(process, within=3)


def test_a_module_among_the_documents_is_not_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "json.py").write_text(f"open({str(folder / 'ran')!r}, 'w')")
    monkeypatch.chdir(folder)
    with Sandbox() as sandbox:
        assert sandbox.read("a.txt", b"Fine.").documents
    assert not (folder / "ran").exists()
