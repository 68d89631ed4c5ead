"""The texts of the list of documents."""

from assistant.web.texts import Text

TEXTS = {
    "library.documents": Text("Documents", "Dokumente", "Belgeler", "文档"),
}
