"""What a visitor does with the conversations kept: take one up again."""

from dataclasses import replace

from assistant.web.chat.events import Chat
from assistant.web.conversations.render import render_past
from assistant.web.desk import Desk
from assistant.web.panes import Panes
from assistant.web.reader.pane import render_empty
from assistant.web.state import Visit
from index.errors import FootnoteError


class Past:
    """The handlers of the list of conversations."""

    def __init__(self, desk: Desk, chat: Chat) -> None:
        self.desk, self.chat = desk, chat

    def take_up(self, visit: Visit, conversation: object) -> Panes:
        """Go on with a conversation; one that is gone leaves the page with a new one."""
        place = self.desk.at(visit)
        try:
            kept = place.conversations.get(str(conversation))
        except FootnoteError as error:
            return replace(self.chat.begin(visit), status=str(error))
        visit = replace(visit, conversation=kept.id, documents=kept.documents, editing=0)
        return Panes(
            visit,
            talk=self.chat.talk(place, visit),
            status="",
            reader=render_empty(visit.wording),
            past=render_past(place.conversations, visit),
            box="",
        )
