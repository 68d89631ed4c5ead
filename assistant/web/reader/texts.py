"""The texts of the reader."""

from assistant.web.texts import Text

TEXTS = {
    "reader.nothing": Text(
        "Here the quoted documents open, each sentence in its place.",
        "Hier öffnen sich die zitierten Dokumente, jeder Satz an seiner Stelle.",
        "Alıntılanan belgeler burada açılır, her cümle yerli yerinde.",
        "引用的文档会在这里打开，每句话都在原处。",
    ),
    "reader.missing": Text(
        "“{path}” is no longer among the documents. The list on the left shows those that are; an answer that quotes it keeps its words.",
        "„{path}“ ist nicht mehr unter den Dokumenten. Die Liste zeigt, welche es gibt; eine Antwort, die es zitiert, behält ihren Wortlaut.",
        "“{path}” artık belgeler arasında değil. Listede bulunanlar görünür; onu alıntılayan yanıtın sözleri yerinde kalır.",
        "“{path}”已不在文档之中。列表中是现有的文档；引用它的答案保留原文。",
    ),
    "reader.close": Text(
        "Close the document", "Das Dokument schließen", "Belgeyi kapat", "关闭文档"
    ),
    "reader.document": Text("Document", "Dokument", "Belge", "文档"),
    "reader.view": Text("Show as", "Ansicht", "Görünüm", "显示方式"),
    "reader.pages": Text("Pages", "Seiten", "Sayfalar", "页面"),
    "reader.text": Text("Text", "Text", "Metin", "文本"),
    "reader.previous": Text("Previous quotation", "Voriges Zitat", "Önceki alıntı", "上一条引文"),
    "reader.next": Text("Next quotation", "Nächstes Zitat", "Sonraki alıntı", "下一条引文"),
    "reader.quotation": Text(
        "Quotation {number}: ", "Zitat {number}: ", "Alıntı {number}: ", "引文 {number}："
    ),
    "reader.of": Text(
        "{number} of {all}", "{number} von {all}", "{number} / {all}", "{number} / {all}"
    ),
    "reader.page": Text("Page {number}", "Seite {number}", "Sayfa {number}", "第 {number} 页"),
    "reader.slide": Text(
        "Slide {number}", "Folie {number}", "Slayt {number}", "第 {number} 张幻灯片"
    ),
    "reader.sheet": Text(
        "Sheet {number}", "Tabelle {number}", "Çalışma sayfası {number}", "工作表 {number}"
    ),
    "reader.message": Text(
        "Message {number}", "Nachricht {number}", "İleti {number}", "邮件 {number}"
    ),
    "reader.chapter": Text(
        "Chapter {number}", "Kapitel {number}", "Bölüm {number}", "第 {number} 章"
    ),
    "reader.page_at": Text(
        "Page {number} of {all}",
        "Seite {number} von {all}",
        "Sayfa {number} / {all}",
        "第 {number} 页，共 {all} 页",
    ),
    "reader.goto": Text("Go to page", "Gehe zu Seite", "Sayfaya git", "转到页码"),
    "reader.find": Text(
        "Search in this document",
        "In diesem Dokument suchen",
        "Bu belgede ara",
        "在此文档中搜索",
    ),
    "reader.find.none": Text("Not found", "Nicht gefunden", "Bulunamadı", "未找到"),
    "reader.find.previous": Text("Previous place", "Vorige Fundstelle", "Önceki yer", "上一处"),
    "reader.find.next": Text("Next place", "Nächste Fundstelle", "Sonraki yer", "下一处"),
    "reader.find.close": Text("Close the search", "Suche schließen", "Aramayı kapat", "关闭搜索"),
    "reader.fallen": Text(
        (
            "This document has changed since it was quoted: quotation {numbers} no longer stands here word for word. Ask again for what it says now.",
            "This document has changed since it was quoted: quotations {numbers} no longer stand here word for word. Ask again for what it says now.",
        ),
        (
            "Dieses Dokument hat sich geändert, seit es zitiert wurde: Zitat {numbers} steht hier nicht mehr Wort für Wort. Fragen Sie noch einmal, um zu erfahren, was jetzt darin steht.",
            "Dieses Dokument hat sich geändert, seit es zitiert wurde: die Zitate {numbers} stehen hier nicht mehr Wort für Wort. Fragen Sie noch einmal, um zu erfahren, was jetzt darin steht.",
        ),
        "Bu belge alıntılandıktan sonra değişti: {numbers} numaralı alıntı artık burada sözcüğü sözcüğüne yer almıyor. Şimdi ne dediğini öğrenmek için yeniden sorun.",
        "该文档在被引用之后已经改变：引文 {numbers} 的原文已不在此处。请重新提问，查看现在的内容。",
    ),
    "reader.moved": Text(
        (
            "Quotation {numbers} has moved since: it is shown where it stands now.",
            "Quotations {numbers} have moved since: they are shown where they stand now.",
        ),
        (
            "Zitat {numbers} steht inzwischen an anderer Stelle: Sie sehen es dort, wo es jetzt steht.",
            "Die Zitate {numbers} stehen inzwischen an anderer Stelle: Sie sehen sie dort, wo sie jetzt stehen.",
        ),
        "{numbers} numaralı alıntının yeri o zamandan beri değişti: şimdi bulunduğu yerde gösteriliyor.",
        "引文 {numbers} 的位置已有变动：现按其当前位置显示。",
    ),
    "reader.changed": Text(
        "The file has changed meanwhile. What you see is what it said before.",
        "Die Datei hat sich inzwischen geändert. Sie sehen, was vorher darin stand.",
        "Dosya bu arada değişti. Gördüğünüz, önceki hâlidir.",
        "文件已经改变。您看到的是之前的内容。",
    ),
    "reader.reopen": Text(
        "Show it as it is now",
        "So zeigen, wie sie jetzt ist",
        "Şimdiki hâlini göster",
        "显示现在的内容",
    ),
    "reader.gone": Text(
        "This document is no longer there. What you see was read before and stays until you open another; if its file comes back, it is read again.",
        "Dieses Dokument gibt es nicht mehr. Sie sehen, was vorher gelesen wurde; es bleibt, bis Sie ein anderes öffnen. Kehrt die Datei zurück, wird sie wieder gelesen.",
        "Bu belge artık yok. Gördüğünüz daha önce okunmuştu ve siz başka bir belge açana dek kalır; dosyası geri gelirse yeniden okunur.",
        "该文档已不存在。您看到的是之前读取的内容，在打开其他文档之前会一直保留；文件恢复后会重新读取。",
    ),
    "reader.undrawn": Text(
        "The pages of this document cannot be shown as images at present. This is its text.",
        "Die Seiten dieses Dokuments lassen sich zurzeit nicht als Bilder zeigen. Dies ist sein Text.",
        "Bu belgenin sayfaları şu anda görüntü olarak gösterilemiyor. Bu, metnidir.",
        "目前无法以图像显示此文档的页面。这是它的文本。",
    ),
    "reader.long": Text(
        "This document is too long to be shown at once: here are the characters {start} to {end} of {all}. A search covers all of it.",
        "Dieses Dokument ist zu lang, um es auf einmal zu zeigen: hier sind die Zeichen {start} bis {end} von {all}. Eine Suche erfasst es ganz.",
        "Bu belge bir kerede gösterilemeyecek kadar uzun: burada {all} karakterin {start} ile {end} arası var. Arama belgenin tümünü kapsar.",
        "该文档太长，无法一次显示：这里是全部 {all} 个字符中的第 {start} 至 {end} 个。搜索会覆盖全文。",
    ),
    "reader.earlier": Text(
        "Show the part before", "Den Teil davor zeigen", "Önceki bölümü göster", "显示前一部分"
    ),
    "reader.later": Text(
        "Show the part after", "Den Teil danach zeigen", "Sonraki bölümü göster", "显示后一部分"
    ),
}
