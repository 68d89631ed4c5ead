"""The texts of the page's frame."""

from assistant.web.texts import Text

TEXTS = {
    "look.close": Text("Close", "Schließen", "Kapat", "关闭"),
}
