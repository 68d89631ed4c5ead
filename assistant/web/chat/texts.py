"""The texts of the conversation."""

from assistant.web.texts import Text

TEXTS = {
    "chat.placeholder": Text(
        "Ask about the documents", "Frag die Dokumente", "Belgelere sorun", "向文档提问"
    ),
    "chat.question": Text("Question", "Frage", "Soru", "问题"),
    "chat.ask": Text("Ask", "Fragen", "Sor", "提问"),
    "chat.stop": Text("Stop", "Anhalten", "Durdur", "停止"),
    "chat.new": Text("New conversation", "Neues Gespräch", "Yeni konuşma", "新对话"),
    "chat.welcome": Text(
        "What do the documents say?",
        "Was sagen die Dokumente?",
        "Belgeler ne diyor?",
        "文档里怎么说？",
    ),
    "chat.promise": Text(
        "Every sentence of an answer is a quotation. Its number opens the document at that place.",
        "Jeder Satz einer Antwort ist ein Zitat. Seine Nummer öffnet das Dokument an dieser Stelle.",
        "Yanıttaki her cümle bir alıntıdır. Numarası belgeyi o yerde açar.",
        "答案中的每一句都是引文。点击编号即可在文档中打开该处。",
    ),
    "chat.example": Text("For example", "Zum Beispiel", "Örneğin", "例如"),
    "chat.empty": Text(
        "Type a question first.",
        "Schreib zuerst eine Frage.",
        "Önce bir soru yazın.",
        "请先输入问题。",
    ),
    "chat.long": Text(
        "A question has at most {most} characters; this has {given}.",
        "Eine Frage hat höchstens {most} Zeichen; diese hat {given}.",
        "Bir soru en çok {most} karakter olabilir; bu {given} karakter.",
        "问题最多 {most} 个字符，这个有 {given} 个。",
    ),
    "chat.searching": Text(
        "Searching the documents…",
        "Die Dokumente werden durchsucht…",
        "Belgeler aranıyor…",
        "正在搜索文档…",
    ),
    "chat.loading": Text(
        "Loading the language model…",
        "Das Sprachmodell wird geladen…",
        "Dil modeli yükleniyor…",
        "正在加载语言模型…",
    ),
    "chat.stopped": Text(
        "You stopped this before it was answered.",
        "Du hast das angehalten, bevor es beantwortet war.",
        "Yanıtlanmadan önce durdurdunuz.",
        "在得到回答之前，你已将其停止。",
    ),
    "chat.broke": Text(
        "The answer broke off ({kind}); the terminal says why.",
        "Die Antwort brach ab ({kind}); im Terminal steht, warum.",
        "Yanıt yarıda kesildi ({kind}); nedeni uçbirimde yazıyor.",
        "回答中断（{kind}）；原因见终端。",
    ),
    "chat.disagree": Text(
        "The documents disagree",
        "Die Dokumente widersprechen sich",
        "Belgeler çelişiyor",
        "文档之间说法不一",
    ),
    "chat.undated": Text("undated", "ohne Datum", "tarihsiz", "无日期"),
    "chat.show": Text(
        "Quotation {number}: show it in {place}",
        "Zitat {number}: in {place} zeigen",
        "Alıntı {number}: {place} içinde göster",
        "引文 {number}：在 {place} 中显示",
    ),
    "chat.before": Text(
        "The sentence before; it is not quoted",
        "Der Satz davor; er ist nicht zitiert",
        "Önceki cümle; alıntı değildir",
        "前一句；不属于引文",
    ),
    "chat.sources": Text("Sources", "Quellen", "Kaynaklar", "来源"),
    "chat.refused": Text(
        "The documents don't say.",
        "Die Dokumente sagen es nicht.",
        "Belgelerde bu yok.",
        "文档中没有提到。",
    ),
    "chat.nearest": Text(
        "What comes nearest", "Was dem am nächsten kommt", "En yakın olanlar", "最接近的内容"
    ),
    "chat.nothing": Text("Nothing to quote", "Nichts zu zitieren", "Alıntı yok", "无可引用"),
    "chat.quotations": Text(
        ("{n} quotation", "{n} quotations"), ("{n} Zitat", "{n} Zitate"), "{n} alıntı", "{n} 条引文"
    ),
    "chat.documents": Text(
        ("{n} document", "{n} documents"),
        ("{n} Dokument", "{n} Dokumente"),
        "{n} belge",
        "{n} 个文档",
    ),
}
