"""The texts of the reader."""

from assistant.web.texts import Text

TEXTS = {
    "reader.nothing": Text(
        "Here the quoted documents open, each sentence in its place.",
        "Hier öffnen sich die zitierten Dokumente, jeder Satz an seiner Stelle.",
        "Alıntılanan belgeler burada açılır, her cümle yerli yerinde.",
        "引用的文档会在这里打开，每句话都在原处。",
    ),
    "reader.close": Text(
        "Close the document", "Das Dokument schließen", "Belgeyi kapat", "关闭文档"
    ),
    "reader.document": Text("Document", "Dokument", "Belge", "文档"),
    "reader.previous": Text("Previous quotation", "Voriges Zitat", "Önceki alıntı", "上一条引文"),
    "reader.next": Text("Next quotation", "Nächstes Zitat", "Sonraki alıntı", "下一条引文"),
    "reader.quotation": Text(
        "Quotation {number}: ", "Zitat {number}: ", "Alıntı {number}: ", "引文 {number}："
    ),
    "reader.changed": Text(
        "This document has changed since it was quoted: ask again to see the words in place.",
        "Dieses Dokument hat sich geändert, seit es zitiert wurde: frag noch einmal, um die Worte "
        "an ihrer Stelle zu sehen.",
        "Bu belge alıntılandıktan sonra değişti: sözleri yerinde görmek için yeniden sorun.",
        "该文档在被引用之后已经改变：请重新提问以在原处查看。",
    ),
    "reader.long": Text(
        "This document is too long to be shown at once: here are the characters {start} to {end} "
        "of {all}.",
        "Dieses Dokument ist zu lang, um es auf einmal zu zeigen: hier sind die Zeichen {start} "
        "bis {end} von {all}.",
        "Bu belge bir kerede gösterilemeyecek kadar uzun: burada {all} karakterin {start} ile "
        "{end} arası var.",
        "该文档太长，无法一次显示：这里是全部 {all} 个字符中的第 {start} 至 {end} 个。",
    ),
    "reader.of": Text(
        "{number} of {all}", "{number} von {all}", "{number} / {all}", "{number} / {all}"
    ),
}
