"""What the page's server answers beside Gradio: the page's own files, and other programs."""

import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.api.app import doors
from assistant.tools.mounted import Mounted
from assistant.web.chat.taking import Taking, alive
from assistant.web.desk import Desk
from assistant.web.library.dropping import Dropping
from assistant.web.library.making import Making
from assistant.web.reader.served import Served
from index.folder import MAX_BYTES

_ROOM = Path(__file__).parent
SCRIPTS = {file.name: file for file in sorted(_ROOM.rglob("*.js"))}
STYLES = sorted(  # what all share first, what narrow windows change of it last
    _ROOM.rglob("*.css"),
    key=lambda file: (file.name == "narrow.css", file.parent.name != "look", file.name),
)


class Routes:
    """The answers, by path; each checks what it is asked. most: bytes of a dropped file."""

    def __init__(self, desk: Desk, most: int = MAX_BYTES) -> None:
        self.desk, self.most = desk, most

    def listed(self) -> list[Route]:
        """As Starlette takes them."""
        return [
            *Served(self.desk).listed(),
            *Taking(self.desk).listed(),
            alive(secrets.token_hex(8)),
            *Mounted(self.desk.collections).listed(),
            Route("/own/drop", Dropping(self.desk, self.most).take, methods=["POST"]),
            Route("/own/collection", Making(self.desk).make, methods=["POST"]),
            Route("/own/{name}", _script, methods=["GET"]),
            *doors(self.desk),
        ]


async def _script(request: Request) -> Response:
    file = SCRIPTS.get(request.path_params["name"])
    if file is None:
        return PlainTextResponse("no such file", 404)
    return FileResponse(file, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
