"""The texts under an answer and around it: taking it away, judging it, what has become of it."""

from assistant.web.texts import Text

TEXTS = {
    "chat.queued": Text(
        "Your question is asked when this answer is done. Stop asks it at once.",
        "Ihre Frage wird gestellt, sobald diese Antwort fertig ist. Anhalten stellt sie sofort.",
        "Sorunuz bu yanıt bitince sorulacak. Durdur onu hemen sorar.",
        "这个答案完成后就会提出您的问题。点击“停止”可立即提问。",
    ),
    "chat.addressed": Text(
        "This passage speaks to a machine. It is quoted as it stands.",
        "Diese Stelle spricht zu einer Maschine. Sie ist zitiert, wie sie dasteht.",
        "Bu bölüm bir makineye sesleniyor. Olduğu gibi alıntılandı.",
        "这段话是对机器说的，此处按原文引用。",
    ),
    "chat.hold": Text("Not yet", "Noch nicht", "Henüz değil", "先不要"),
    "chat.copy": Text("Copy", "Kopieren", "Kopyala", "复制"),
    "chat.copied": Text("Copied", "Kopiert", "Kopyalandı", "已复制"),
    "chat.not-copied": Text("Not copied", "Nicht kopiert", "Kopyalanamadı", "复制失败"),
    "chat.take": Text("Take away", "Mitnehmen", "Dışa aktar", "导出"),
    "chat.take-all": Text(
        "Take the whole conversation away",
        "Das ganze Gespräch mitnehmen",
        "Konuşmanın tümünü dışa aktar",
        "导出整个对话",
    ),
    "chat.again": Text("Ask again", "Noch einmal fragen", "Yeniden sor", "重新提问"),
    "chat.edit": Text("Change", "Ändern", "Değiştir", "修改"),
    "chat.edit-question": Text(
        "Change the question", "Frage ändern", "Soruyu değiştir", "修改问题"
    ),
    "chat.editing": Text(
        "You are changing the last question.",
        "Sie ändern die letzte Frage.",
        "Son soruyu değiştiriyorsunuz.",
        "正在修改上一个问题。",
    ),
    "chat.keep-question": Text("Leave it as it is", "So lassen", "Olduğu gibi bırak", "保持原样"),
    "chat.not-last": Text(
        "This is no longer the last question: ask it anew.",
        "Das ist nicht mehr die letzte Frage: Stellen Sie sie neu.",
        "Bu artık son soru değil: yeniden sorun.",
        "这已不是最后一个问题：请重新提问。",
    ),
    "chat.thumb-up": Text("Good answer", "Gute Antwort", "İyi yanıt", "回答得好"),
    "chat.thumb-down": Text("Poor answer", "Schlechte Antwort", "Kötü yanıt", "回答得不好"),
    "chat.kept-down": Text(
        "Kept with what was shown.",
        "Aufbewahrt mit allem, was gezeigt wurde.",
        "Gösterilenlerle birlikte saklandı.",
        "已连同所显示的内容一起保存。",
    ),
    "chat.kept-down-in": Text(
        "Kept with what was shown, in {file}.",
        "Aufbewahrt mit allem, was gezeigt wurde, in {file}.",
        "Gösterilenlerle birlikte {file} dosyasında saklandı.",
        "已连同所显示的内容保存到 {file}。",
    ),
    "chat.pin-offer": Text(
        "Keep this answer as a test that shows when it changes?",
        "Diese Antwort als Test aufbewahren, der zeigt, wenn sie sich ändert?",
        "Bu yanıt, değiştiğinde haber veren bir sınama olarak saklansın mı?",
        "将此回答保存为测试，以便在它改变时得知？",
    ),
    "chat.pin": Text("Keep as a test", "Als Test aufbewahren", "Sınama olarak sakla", "保存为测试"),
    "chat.pinned": Text(
        "Kept as a test in {file}.",
        "Als Test aufbewahrt in {file}.",
        "{file} dosyasında sınama olarak saklandı.",
        "已作为测试保存到 {file}。",
    ),
    "chat.since": Text(
        "The documents have changed since",
        "Die Dokumente haben sich seither geändert",
        "Belgeler o zamandan beri değişti",
        "此后文档已有改动",
    ),
    "chat.moved": Text(
        "The very words now stand elsewhere: {place}.",
        "Derselbe Wortlaut steht jetzt an anderer Stelle: {place}.",
        "Aynı sözler şimdi başka yerde: {place}.",
        "原话现在位于别处：{place}。",
    ),
    "chat.character": Text("character {n}", "Zeichen {n}", "{n}. karakter", "第 {n} 个字符"),
    "chat.altered": Text(
        "{file} no longer says these words.",
        "{file} enthält diesen Wortlaut nicht mehr.",
        "{file} artık bu sözleri içermiyor.",
        "{file} 中已没有这些原话。",
    ),
    "chat.gone": Text(
        "{file} is no longer there, and nothing else has these words.",
        "{file} ist nicht mehr da, und nichts anderes enthält diesen Wortlaut.",
        "{file} artık yok ve bu sözler başka yerde geçmiyor.",
        "{file} 已不存在，其他文档中也没有这些原话。",
    ),
    "chat.gone-unread": Text(
        "{file} cannot be read: {reason}.",
        "{file} kann nicht gelesen werden: {reason}.",
        "{file} okunamıyor: {reason}.",
        "{file} 无法读取：{reason}。",
    ),
    "chat.unchanged": Text(
        "All quotations stand in the documents as they were quoted.",
        "Alle Zitate stehen noch so in den Dokumenten, wie sie zitiert wurden.",
        "Tüm alıntılar belgelerde alıntılandığı gibi duruyor.",
        "所有引文在文档中仍与引用时一致。",
    ),
    "chat.others-unchanged": Text(
        "The other quotations stand as they were quoted.",
        "Die übrigen Zitate stehen noch so da, wie sie zitiert wurden.",
        "Diğer alıntılar alıntılandığı gibi duruyor.",
        "其余引文仍与引用时一致。",
    ),
    "chat.gone-server": Text(
        "Footnote does not answer: it may have been ended. Start it again; what you have typed "
        "stays here.",
        "Footnote antwortet nicht: Vielleicht wurde es beendet. Starten Sie es neu; was Sie "
        "geschrieben haben, bleibt hier stehen.",
        "Footnote yanıt vermiyor: kapatılmış olabilir. Yeniden başlatın; yazdıklarınız burada "
        "kalır.",
        "Footnote 没有响应，可能已被关闭。请重新启动；您输入的内容会保留在这里。",
    ),
    "chat.new-server": Text(
        "Footnote was started again. Load the page again to go on; what you have typed stays.",
        "Footnote wurde neu gestartet. Laden Sie die Seite neu, um fortzufahren; was Sie "
        "geschrieben haben, bleibt.",
        "Footnote yeniden başlatıldı. Sürdürmek için sayfayı yeniden yükleyin; yazdıklarınız "
        "kalır.",
        "Footnote 已重新启动。请重新加载页面以继续；您输入的内容会保留。",
    ),
    "chat.reload": Text(
        "Load the page again", "Seite neu laden", "Sayfayı yeniden yükle", "重新加载页面"
    ),
    "chat.no-conversation": Text(
        "This conversation is no longer kept, so there is nothing to take away.",
        "Dieses Gespräch wird nicht mehr aufbewahrt; es gibt nichts mitzunehmen.",
        "Bu konuşma artık saklanmıyor; dışa aktarılacak bir şey yok.",
        "此对话已不再保存，没有可导出的内容。",
    ),
    "chat.not-kept": Text(
        "This answer could not be kept: {why}",
        "Diese Antwort konnte nicht aufbewahrt werden: {why}",
        "Bu yanıt saklanamadı: {why}",
        "此回答未能保存：{why}",
    ),
}
