"""The texts of the list of conversations."""

from assistant.web.texts import Text

TEXTS = {
    "past.title": Text("Conversations", "Gespräche", "Konuşmalar", "对话"),
    "past.none": Text(
        "Questions and answers are kept here.",
        "Hier werden Fragen und Antworten aufbewahrt.",
        "Sorular ve yanıtlar burada saklanır.",
        "问答会保存在这里。",
    ),
    "past.no-match": Text(
        "No conversation has these words.",
        "Kein Gespräch enthält diese Wörter.",
        "Bu sözcükleri içeren konuşma yok.",
        "没有包含这些词的对话。",
    ),
    "past.search": Text(
        "Search conversations", "Gespräche durchsuchen", "Konuşmalarda ara", "搜索对话"
    ),
    "past.rename": Text("Rename", "Umbenennen", "Yeniden adlandır", "重命名"),
    "past.delete": Text("Delete", "Löschen", "Sil", "删除"),
    "past.really": Text(
        "Delete this conversation for good?",
        "Dieses Gespräch endgültig löschen?",
        "Bu konuşma kalıcı olarak silinsin mi?",
        "永久删除此对话？",
    ),
    "past.questions": Text(
        ("{n} question", "{n} questions"), ("{n} Frage", "{n} Fragen"), "{n} soru", "{n} 个问题"
    ),
}
