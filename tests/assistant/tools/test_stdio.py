"""`python -m assistant.tools`: a real process that speaks the protocol on its standard output."""

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from tests.conftest import ROOT

COMMAND = ["-m", "assistant.tools", "--folder"]
PATIENCE = 120.0


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "FOOTNOTE_HOME": str(home)}


def test_a_desktop_client_asks_a_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "harbour.txt").write_text(
        "The harbour was dredged in 1931. Its lighthouse is painted red.\n"
    )
    noise: list[object] = []

    async def note(message: object) -> None:
        noise.append(message)

    async def asked() -> tuple[dict[str, Any], str]:
        server = StdioServerParameters(
            command=sys.executable,
            args=[*COMMAND, str(tmp_path / "docs"), "--store", str(tmp_path / "store")],
            env=_environment(tmp_path / "home"),
            cwd=tmp_path,
        )
        async with Client(server, message_handler=note) as client:
            end = time.monotonic() + PATIENCE
            while True:
                listed = (await client.call_tool("list_documents", {})).structured_content
                if [one["state"] for one in listed["documents"]] == ["read"]:
                    break
                assert time.monotonic() < end, listed
                await asyncio.sleep(0.1)
            result = await client.call_tool("ask", {"question": "When was the harbour dredged?"})
            return result.structured_content, result.content[0].text

    data, text = asyncio.run(asked())
    assert data["refused"] is False
    quote = data["statements"][0]["citations"][0]["quote"]
    assert quote == "The harbour was dredged in 1931."
    assert f"[1] harbour.txt, line 1, characters 0-32\n> {quote}" in text
    assert noise == []  # a line that is none of the protocol's would be told here


def test_standard_output_carries_the_protocol_alone(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    asked = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": {"name": "t", "version": "1"}}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {
            "name": "list_documents", "arguments": {}}},
    ]  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, *COMMAND, str(tmp_path / "docs"), "--store", str(tmp_path / "store")],
        cwd=tmp_path, env=_environment(tmp_path / "home"), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write("".join(json.dumps(one) + "\n" for one in asked))
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(PATIENCE) == 0
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[1]["result"]["structuredContent"]["documents"] == []


def test_a_folder_that_is_not_there_is_one_sentence_beside_the_protocol(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *COMMAND, str(tmp_path / "nope")],
        cwd=tmp_path, env=_environment(tmp_path / "home"), text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "nope" in done.stderr


def test_neither_the_terminals_commands_nor_the_page_load_the_protocol_at_their_start() -> None:
    code = (
        "import sys, assistant.__main__, assistant.tools.mounted as m; print('mcp' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
