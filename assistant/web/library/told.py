"""The texts of what goes on with the documents: reading, adding; and of the collections."""

from assistant.web.texts import Text

TOLD: dict[str, Text] = {
    "keeping.stopping": Text(
        "Stopping: what is at hand is brought to its end.",
        "Wird angehalten: Was gerade gelesen wird, kommt noch zu Ende.",
        "Durduruluyor: eldeki dosya tamamlanıyor.",
        "正在停止：先完成手头的部分。",
    ),
    "keeping.label": Text(
        "Reading the folder", "Der Ordner wird gelesen", "Klasör okunuyor", "正在读取文件夹"
    ),
    "keeping.files": Text(
        ("Reading: {done} of {n} file", "Reading: {done} of {n} files"),
        ("Gelesen: {done} von {n} Datei", "Gelesen: {done} von {n} Dateien"),
        "Okunuyor: {n} dosyadan {done}",
        "正在读取：{n} 个文件中的第 {done} 个",
    ),
    "keeping.rate": Text("{n} a second", "{n} je Sekunde", "saniyede {n}", "每秒 {n} 个"),
    "keeping.left": Text("{time} left", "noch {time}", "{time} kaldı", "还剩 {time}"),
    "keeping.stop": Text("Stop reading", "Lesen anhalten", "Okumayı durdur", "停止读取"),
    "keeping.stopped": Text(
        "Reading was stopped; what was finished is kept.",
        "Das Lesen wurde angehalten; was fertig war, bleibt.",
        "Okuma durduruldu; bitmiş olanlar duruyor.",
        "读取已停止；已完成的部分保留。",
    ),
    "keeping.resume": Text("Go on", "Weiterlesen", "Sürdür", "继续"),
    "adding.add": Text("Add", "Hinzufügen", "Ekle", "添加"),
    "adding.files": Text("Files…", "Dateien…", "Dosyalar…", "文件…"),
    "adding.folder": Text("A folder…", "Einen Ordner…", "Bir klasör…", "文件夹…"),
    "adding.hint": Text(
        "Or drop them anywhere onto this page.",
        "Oder irgendwo auf diese Seite fallen lassen.",
        "Ya da bu sayfanın herhangi bir yerine bırakın.",
        "也可以拖到本页任意位置。",
    ),
    "adding.drop": Text(
        "Drop to add to {collection}",
        "Loslassen, um zu {collection} hinzuzufügen",
        "{collection} koleksiyonuna eklemek için bırakın",
        "松开即可添加到 {collection}",
    ),
    "adding.copies": Text(
        "Copies go into its folder; your files stay where they are.",
        "Kopien kommen in den Ordner; Ihre Dateien bleiben, wo sie sind.",
        "Kopyaları klasöre konur; dosyalarınız yerinde kalır.",
        "副本会放入其文件夹；您的文件留在原处。",
    ),
    "adding.label": Text(
        "Adding files", "Dateien werden hinzugefügt", "Dosyalar ekleniyor", "正在添加文件"
    ),
    "adding.progress": Text(
        "Adding {done} of {all}: {bytes} of {total}",
        "{done} von {all} wird hinzugefügt: {bytes} von {total}",
        "{done} / {all} ekleniyor: {bytes} / {total}",
        "正在添加第 {done} 个，共 {all} 个：{bytes} / {total}",
    ),
    "adding.looking": Text(
        "Looking at what was dropped…",
        "Das Abgelegte wird durchgesehen…",
        "Bırakılanlara bakılıyor…",
        "正在查看拖入的内容…",
    ),
    "adding.cancel": Text("Stop adding", "Hinzufügen anhalten", "Eklemeyi durdur", "停止添加"),
    "adding.close": Text("Close", "Schließen", "Kapat", "关闭"),
    "adding.added": Text(
        "Added: {done} of {all}.",
        "Hinzugefügt: {done} von {all}.",
        "Eklendi: {done} / {all}.",
        "已添加：{done} / {all}。",
    ),
    "adding.cancelled": Text(
        "Stopped. Added: {done} of {all}; these stay.",
        "Angehalten. Hinzugefügt: {done} von {all}; diese bleiben.",
        "Durduruldu. Eklendi: {done} / {all}; bunlar kalır.",
        "已停止。已添加：{done} / {all}；这些会保留。",
    ),
    "adding.refused": Text("Not added", "Nicht hinzugefügt", "Eklenmeyenler", "未添加"),
    "adding.more": Text("and {n} more", "und {n} weitere", "ve {n} tane daha", "以及另外 {n} 个"),
    "adding.nothing": Text(
        "There was no file in it that is not hidden.",
        "Darin war keine Datei, die nicht verborgen ist.",
        "İçinde gizli olmayan dosya yoktu.",
        "其中没有非隐藏的文件。",
    ),
    "adding.lost": Text(
        "it did not arrive: see whether Footnote still runs, then drop it again",
        "Sie kam nicht an: Sehen Sie nach, ob Footnote noch läuft, und versuchen Sie es noch "
        "einmal.",
        "ulaşmadı: Footnote çalışıyor mu bakın, sonra yeniden bırakın",
        "未能送达：请确认 Footnote 仍在运行，然后重新拖入",
    ),
    "adding.too-large": Text(
        "too large: {size}, over the {most} that are read of one file; split it",
        "zu groß: {size}, mehr als die {most}, die von einer Datei gelesen werden; bitte teilen",
        "çok büyük: {size}; bir dosyadan en çok {most} okunur; bölün",
        "太大：{size}，超过单个文件可读取的 {most}；请拆分",
    ),
    "collections.choose": Text(
        "Collection: {name}", "Sammlung: {name}", "Koleksiyon: {name}", "文档集：{name}"
    ),
    "collections.title": Text("Collections", "Sammlungen", "Koleksiyonlar", "文档集"),
    "collections.new": Text("New collection…", "Neue Sammlung…", "Yeni koleksiyon…", "新建文档集…"),
    "collections.new-title": Text(
        "New collection", "Neue Sammlung", "Yeni koleksiyon", "新建文档集"
    ),
    "collections.name": Text("Name", "Name", "Ad", "名称"),
    "collections.folder": Text("Folder", "Ordner", "Klasör", "文件夹"),
    "collections.folder-hint": Text(
        "The whole path of a folder that is there already. Empty: one is made for you.",
        "Der ganze Pfad eines Ordners, den es schon gibt. Leer: Einer wird für Sie angelegt.",
        "Var olan bir klasörün tam yolu. Boşsa sizin için bir klasör açılır.",
        "已有文件夹的完整路径。留空则为您新建一个。",
    ),
    "collections.create": Text("Create", "Anlegen", "Oluştur", "创建"),
    "collections.cancel": Text("Cancel", "Abbrechen", "Vazgeç", "取消"),
    "collections.forget": Text(
        "Take {name} off this list",
        "{name} von dieser Liste nehmen",
        "{name} koleksiyonunu bu listeden çıkar",
        "从列表中移除 {name}",
    ),
    "collections.forgotten": Text(
        "{name} was taken off the list. Its folder and documents stay.",
        "{name} steht nicht mehr auf der Liste. Ordner und Dokumente bleiben.",
        "{name} listeden çıkarıldı. Klasörü ve belgeleri duruyor.",
        "{name} 已从列表移除。其文件夹和文档仍保留。",
    ),
}
