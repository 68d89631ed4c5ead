"""The texts of the conversation."""

from assistant.web.chat.texts_after import TEXTS as AFTER
from assistant.web.texts import Text

TEXTS = {
    **AFTER,
    "chat.placeholder": Text(
        "Ask about the documents", "Frage an die Dokumente", "Belgelere sorun", "向文档提问"
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
        "Schreiben Sie zuerst eine Frage.",
        "Önce bir soru yazın.",
        "请先输入问题。",
    ),
    "chat.long": Text(
        "A question has at most {most} characters; this has {given}. Shorten it and ask again.",
        "Eine Frage hat höchstens {most} Zeichen; diese hat {given}. Kürzen Sie sie und fragen Sie "
        "noch einmal.",
        "Bir soru en çok {most} karakter olabilir; bu {given} karakter. Kısaltıp yeniden sorun.",
        "问题最多 {most} 个字符，这个有 {given} 个。请缩短后再提问。",
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
        "Stopped before it was answered.",
        "Angehalten, bevor es beantwortet war.",
        "Yanıtlanmadan önce durduruldu.",
        "已在回答之前停止。",
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
    "chat.refused": Text(
        "The documents don't say.",
        "Die Dokumente sagen es nicht.",
        "Belgelerde bu yok.",
        "文档中没有提到。",
    ),
    "chat.unsure": Text(
        "These come nearest; they may not answer the question.",
        "Das kommt der Frage am nächsten; vielleicht beantwortet es sie nicht.",
        "En yakın olanlar bunlar; soruyu yanıtlamıyor olabilirler.",
        "以下内容最接近，但不一定回答了问题。",
    ),
    "chat.nearest": Text(
        "What comes nearest", "Was dem am nächsten kommt", "En yakın olanlar", "最接近的内容"
    ),
    "chat.anyway": Text(
        "Search these passages anyway",
        "Diese Stellen trotzdem durchsuchen",
        "Yine de bu bölümlerde ara",
        "仍然在这些段落中查找",
    ),
    "chat.everywhere": Text(
        "Search all documents",
        "Alle Dokumente durchsuchen",
        "Tüm belgelerde ara",
        "在全部文档中查找",
    ),
    "chat.why-empty": Text(
        "The question is empty.", "Die Frage ist leer.", "Soru boş.", "问题为空。"
    ),
    "chat.why-no-passages": Text(
        "There are no passages to answer from.",
        "Es gibt keine Textstellen, aus denen geantwortet werden könnte.",
        "Yanıt verilebilecek bir bölüm yok.",
        "没有可用来回答的段落。",
    ),
    "chat.why-no-word": Text(
        "The question has no word to look for, only very common ones.",
        "Die Frage enthält kein Wort, nach dem man suchen könnte, nur sehr häufige.",
        "Soruda aranacak bir sözcük yok, yalnızca çok yaygın sözcükler var.",
        "问题里只有非常常见的词，没有可以查找的词。",
    ),
    "chat.why-not-covered": Text(
        "No passage covers the question well enough: the nearest reaches a confidence of "
        "{reached}, and an answer needs {needed}.",
        "Keine Stelle deckt die Frage gut genug ab: Die nächste erreicht eine Sicherheit von "
        "{reached}, und eine Antwort braucht {needed}.",
        "Hiçbir bölüm soruyu yeterince karşılamıyor: en yakın bölümün güveni {reached}, yanıt "
        "için {needed} gerekiyor.",
        "没有段落足以回答这个问题：最接近的可信度为 {reached}，而回答需要 {needed}。",
    ),
    "chat.why-lacks-number": Text(
        "The question asks for a number, and the nearest sentences hold none.",
        "Die Frage verlangt eine Zahl, und die nächsten Sätze enthalten keine.",
        "Soru bir sayı istiyor, en yakın cümlelerde ise sayı yok.",
        "问题问的是数字，而最接近的句子里没有数字。",
    ),
    "chat.why-unknown-words": Text(
        (
            "This word of the question stands nowhere in the documents:",
            "These words of the question stand nowhere in the documents:",
        ),
        (
            "Dieses Wort der Frage steht nirgends in den Dokumenten:",
            "Diese Wörter der Frage stehen nirgends in den Dokumenten:",
        ),
        (
            "Sorudaki şu sözcük belgelerin hiçbirinde geçmiyor:",
            "Sorudaki şu sözcükler belgelerin hiçbirinde geçmiyor:",
        ),
        "问题中的这些词在文档里都没有出现：",
    ),
    "chat.why-unread-files": Text(
        "These files could not be read and may say it:",
        "Diese Dateien konnten nicht gelesen werden und sagen es vielleicht:",
        "Şu dosyalar okunamadı, yanıt onlarda olabilir:",
        "以下文件无法读取，其中可能有答案：",
    ),
    "chat.why-more": Text(
        "and {n} more", "und {n} weitere", "ve {n} dosya daha", "以及另外 {n} 个"
    ),
}
