"""The texts of the documents: the list, adding and removing, the reading, the collections."""

from assistant.web.library.told import TOLD
from assistant.web.texts import Text

TEXTS: dict[str, Text] = {
    **TOLD,
    "library.documents": Text("Documents", "Dokumente", "Belgeler", "文档"),
    "library.views": Text("What is listed", "Was aufgeführt ist", "Listelenenler", "列表内容"),
    "library.counts": Text(
        ("{n} document, {passages}", "{n} documents, {passages}"),
        ("{n} Dokument, {passages}", "{n} Dokumente, {passages}"),
        "{n} belge, {passages}",
        "{n} 个文档，{passages}",
    ),
    "library.unread": Text(
        "{n} could not be read",
        ("{n} konnte nicht gelesen werden", "{n} konnten nicht gelesen werden"),
        "{n} okunamadı",
        "{n} 个无法读取",
    ),
    "library.passages": Text(
        ("{n} passage", "{n} passages"),
        ("{n} Textstelle", "{n} Textstellen"),
        "{n} bölüm",
        "{n} 个段落",
    ),
    "library.characters": Text(
        ("{n} character", "{n} characters"), "{n} Zeichen", "{n} karakter", "{n} 个字符"
    ),
    "library.page": Text(
        ("{n} page", "{n} pages"), ("{n} Seite", "{n} Seiten"), "{n} sayfa", "{n} 页"
    ),
    "library.slide": Text(
        ("{n} slide", "{n} slides"), ("{n} Folie", "{n} Folien"), "{n} slayt", "{n} 张幻灯片"
    ),
    "library.sheet": Text(
        ("{n} sheet", "{n} sheets"),
        ("{n} Blatt", "{n} Blätter"),
        "{n} çalışma sayfası",
        "{n} 个工作表",
    ),
    "library.message": Text(
        ("{n} message", "{n} messages"),
        ("{n} Nachricht", "{n} Nachrichten"),
        "{n} ileti",
        "{n} 封邮件",
    ),
    "library.chapter": Text(
        ("{n} chapter", "{n} chapters"), ("{n} Kapitel", "{n} Kapitel"), "{n} kısım", "{n} 章"
    ),
    "library.comma": Text(", ", ", ", ", ", "，"),
    "library.not-read": Text(
        "Not read: {reason}", "Nicht gelesen: {reason}", "Okunmadı: {reason}", "未读取：{reason}"
    ),
    "library.same": Text(
        "The same as {files}", "Dasselbe wie {files}", "{files} ile aynı", "与 {files} 相同"
    ),
    "library.near": Text(
        "Nearly the same as {files}",
        "Fast dasselbe wie {files}",
        "{files} ile neredeyse aynı",
        "与 {files} 几乎相同",
    ),
    "library.and-more": Text(
        "{files} and {n} more",
        "{files} und {n} weitere",
        "{files} ve {n} tane daha",
        "{files} 以及另外 {n} 个",
    ),
    "library.container": Text(
        "Its files are listed one by one",
        "Seine Dateien sind einzeln aufgeführt",
        "İçindeki dosyalar tek tek listelenir",
        "其中的文件已逐一列出",
    ),
    "library.inside-unread": Text(
        "{n} of them could not be read ({why})",
        (
            "{n} davon konnte nicht gelesen werden ({why})",
            "{n} davon konnten nicht gelesen werden ({why})",
        ),
        "bunlardan {n} tanesi okunamadı ({why})",
        "其中 {n} 个无法读取（{why}）",
    ),
    "library.looking": Text(
        "The folder is being looked at.",
        "Der Ordner wird durchgesehen.",
        "Klasöre bakılıyor.",
        "正在查看文件夹。",
    ),
    "library.empty": Text(
        "Nothing to read yet. Drop files anywhere onto this page, or put documents into this "
        "folder: they are read as they come.",
        "Noch nichts zu lesen. Lassen Sie Dateien irgendwo auf diese Seite fallen, oder legen Sie "
        "Dokumente in diesen Ordner: Sie werden gelesen, sobald sie da sind.",
        "Henüz okunacak bir şey yok. Dosyaları bu sayfanın herhangi bir yerine bırakın ya da "
        "belgeleri bu klasöre koyun: geldikçe okunurlar.",
        "还没有可读的内容。把文件拖到本页任意位置，或放进这个文件夹：放入后即会读取。",
    ),
    "library.filter": Text("Filter documents", "Dokumente filtern", "Belgeleri süz", "筛选文档"),
    "library.no-match": Text(
        "No file has these words in its name or title.",
        "Keine Datei hat diese Wörter im Namen oder Titel.",
        "Adında veya başlığında bu sözcükler olan dosya yok.",
        "没有文件的名称或标题包含这些词。",
    ),
    "library.range": Text(
        "{first}–{last} of {all}",
        "{first}–{last} von {all}",
        "{first}–{last} / {all}",
        "第 {first}–{last} 个，共 {all} 个",
    ),
    "library.pages": Text(
        "Pages of the list", "Seiten der Liste", "Listenin sayfaları", "列表分页"
    ),
    "library.earlier": Text("Earlier files", "Vorige Dateien", "Önceki dosyalar", "上一页"),
    "library.later": Text("More files", "Weitere Dateien", "Sonraki dosyalar", "下一页"),
    "library.all": Text("All", "Alle", "Tümü", "全选"),
    "library.none": Text("None", "Keine", "Hiçbiri", "全不选"),
    "library.all.long": Text(
        "Ask all documents", "Alle Dokumente fragen", "Tüm belgelere sor", "向所有文档提问"
    ),
    "library.none.long": Text(
        "Untick all documents",
        "Alle Dokumente abwählen",
        "Tüm belgelerin seçimini kaldır",
        "取消选择所有文档",
    ),
    "library.only": Text("Ask only this", "Nur dieses fragen", "Yalnızca buna sor", "只问这个"),
    "library.tick": Text("Ask {file}", "{file} fragen", "{file}: sor", "向 {file} 提问"),
    "library.more": Text(
        "More about {file}", "Mehr zu {file}", "{file}: diğer işlemler", "{file} 的更多操作"
    ),
    "library.asking": Text(
        "Asking {n} of {all} documents",
        "{n} von {all} Dokumenten gefragt",
        "{all} belgeden {n} tanesine soruluyor",
        "正在询问 {all} 个文档中的 {n} 个",
    ),
    "library.asking-one": Text(
        "Asking {file} only",
        "Nur {file} gefragt",
        "Yalnızca {file} belgesine soruluyor",
        "只询问 {file}",
    ),
    "library.asking-none": Text(
        "No document is ticked",
        "Kein Dokument ist angekreuzt",
        "İşaretli belge yok",
        "没有勾选任何文档",
    ),
    "library.ask-all": Text("Ask all", "Alle fragen", "Hepsine sor", "询问全部"),
    "library.tick-one": Text(
        "No document is ticked: tick one, or ask all.",
        "Kein Dokument ist angekreuzt: Kreuzen Sie eines an, oder fragen Sie alle.",
        "İşaretli belge yok: birini işaretleyin ya da hepsine sorun.",
        "没有勾选任何文档：请勾选一个，或询问全部。",
    ),
    "library.remove": Text(
        "Remove from the list", "Aus der Liste nehmen", "Listeden çıkar", "从列表移除"
    ),
    "library.removed-long": Text(
        "Removed: no question uses it. The file itself stays on the disk.",
        "Herausgenommen: Keine Frage nutzt es. Die Datei selbst bleibt auf der Festplatte.",
        "Çıkarıldı: hiçbir soruda kullanılmaz. Dosyanın kendisi diskte durur.",
        "已移除：提问时不再使用。文件本身仍在磁盘上。",
    ),
    "library.took-out": Text(
        "{file} was removed from the list. The file itself stays on the disk.",
        "{file} wurde aus der Liste genommen. Die Datei selbst bleibt auf der Festplatte.",
        "{file} listeden çıkarıldı. Dosyanın kendisi diskte durur.",
        "{file} 已从列表移除。文件本身仍在磁盘上。",
    ),
    "library.undo": Text("Undo", "Rückgängig", "Geri al", "撤销"),
    "library.restore": Text("Restore", "Wiederherstellen", "Geri getir", "恢复"),
    "library.restored": Text(
        "{file} is read again.",
        "{file} wird wieder gelesen.",
        "{file} yeniden okunuyor.",
        "正在重新读取 {file}。",
    ),
}
