"""The texts of the list of conversations."""

from assistant.web.texts import Text

TEXTS: dict[str, Text] = {
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
    "past.name": Text(
        "New name of {title}", "Neuer Name von {title}", "{title}: yeni ad", "{title} 的新名称"
    ),
    "past.more": Text(
        "More about {title}", "Mehr zu {title}", "{title}: diğer işlemler", "{title} 的更多操作"
    ),
    "past.delete": Text("Delete", "Löschen", "Sil", "删除"),
    "past.keep": Text("Keep it", "Behalten", "Vazgeç", "保留"),
    "past.really": Text(
        "Delete this conversation for good?",
        "Dieses Gespräch endgültig löschen?",
        "Bu konuşma kalıcı olarak silinsin mi?",
        "永久删除此对话？",
    ),
    "past.deleted": Text(
        "The conversation was deleted.",
        "Das Gespräch wurde gelöscht.",
        "Konuşma silindi.",
        "对话已删除。",
    ),
    "past.lost": Text(
        "This conversation was deleted in another window. Ask again to begin a new one.",
        "Dieses Gespräch wurde in einem anderen Fenster gelöscht. Fragen Sie noch einmal, um ein "
        "neues zu beginnen.",
        "Bu konuşma başka bir pencerede silindi. Yenisini başlatmak için yeniden sorun.",
        "此对话已在另一个窗口中删除。再次提问即可开始新的对话。",
    ),
    "past.questions": Text(
        ("{n} question", "{n} questions"), ("{n} Frage", "{n} Fragen"), "{n} soru", "{n} 个问题"
    ),
    "past.more-kept": Text(
        (
            "{n} older conversation is not listed: search for it.",
            "{n} older conversations are not listed: search for them.",
        ),
        (
            "{n} älteres Gespräch ist nicht aufgeführt: Suchen Sie danach.",
            "{n} ältere Gespräche sind nicht aufgeführt: Suchen Sie danach.",
        ),
        "Daha eski {n} konuşma listelenmedi: arayarak bulun.",
        "还有 {n} 个更早的对话未列出：请搜索。",
    ),
    "past.today": Text("Today", "Heute", "Bugün", "今天"),
    "past.yesterday": Text("Yesterday", "Gestern", "Dün", "昨天"),
    "past.day": Text(
        "{day} {month} {year}",
        "{day}. {month} {year}",
        "{day} {month} {year}",
        "{year}年{month}月{day}日",
    ),
    "past.months": Text(
        "January,February,March,April,May,June,July,August,September,October,November,December",
        "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember",
        "Ocak,Şubat,Mart,Nisan,Mayıs,Haziran,Temmuz,Ağustos,Eylül,Ekim,Kasım,Aralık",
        "1,2,3,4,5,6,7,8,9,10,11,12",
    ),
}
