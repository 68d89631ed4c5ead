"""The texts of what a model writes under the quotations."""

from assistant.web.texts import Text

TEXTS = {
    "prose.promise": Text(
        "An answer begins with quotations: a number opens the document at that place. What a model "
        "writes under them is held against the passages, and struck out where they do not bear it "
        "out.",
        "Eine Antwort beginnt mit Zitaten: Eine Nummer öffnet das Dokument an dieser Stelle. Was "
        "ein Modell darunter schreibt, wird an den Stellen geprüft und durchgestrichen, wo sie es "
        "nicht tragen.",
        "Yanıt alıntılarla başlar: numara belgeyi o yerde açar. Bir modelin altına yazdıkları "
        "bölümlerle karşılaştırılır, desteklenmeyenin üstü çizilir.",
        "答案以引文开头：点击编号即可在文档中打开该处。模型写在下方的内容会与段落核对，"
        "得不到支持的会被划掉。",
    ),
    "prose.understood": Text(
        "Understood as: {question}",
        "Verstanden als: {question}",
        "Şöyle anlaşıldı: {question}",
        "理解为：{question}",
    ),
    "prose.by": Text(
        "Written by {model} from these passages",
        "Von {model} aus diesen Stellen geschrieben",
        "Bu bölümlerden {model} tarafından yazıldı",
        "由 {model} 根据这些段落撰写",
    ),
    "prose.caution": Text(
        "What is not struck out may still be wrong, such as one wrong word among right ones. Read"
        " the words behind the numbers.",
        "Auch was nicht durchgestrichen ist, kann falsch sein, etwa ein falsches Wort unter"
        " richtigen. Lesen Sie die Stellen hinter den Nummern.",
        "Üstü çizilmeyen de yanlış olabilir, örneğin doğruların arasında tek bir yanlış sözcük."
        " Numaraların arkasındaki sözleri okuyun.",
        "没有划掉的也可能有误，例如正确词语中夹着一个错词。请阅读编号后面的原文。",
    ),
    "prose.waiting": Text(
        "{model} is writing. Stop ends it; the quotations stay.",
        "{model} schreibt. Anhalten beendet es; die Zitate bleiben.",
        "{model} yazıyor. Durdur bunu sonlandırır; alıntılar kalır.",
        "{model} 正在撰写。点击“停止”即可结束，引文会保留。",
    ),
    "prose.stopped": Text(
        "Stopped. The quotations and what was written stay.",
        "Angehalten. Die Zitate und das bisher Geschriebene bleiben.",
        "Durduruldu. Alıntılar ve yazılanlar kalır.",
        "已停止。引文和已写的内容会保留。",
    ),
    "prose.show": Text(
        "Source {number}: show its words in {place}",
        "Quelle {number}: ihre Worte in {place} zeigen",
        "Kaynak {number}: sözlerini {place} içinde göster",
        "来源 {number}：在 {place} 中显示原文",
    ),
    "prose.other-words": Text(
        "Other words of this source than quotation {number} shows.",
        "Andere Worte dieser Quelle, als Zitat {number} zeigt.",
        "Aynı kaynaktan, ama alıntı {number} içindekilerden başka sözler.",
        "出自同一来源，但不是引文 {number} 显示的那些文字。",
    ),
    "prose.words-of-another": Text(
        "Other words of this source than quotation {number} shows: those of quotation {other}.",
        "Andere Worte dieser Quelle, als Zitat {number} zeigt: die von Zitat {other}.",
        "Aynı kaynaktan, ama alıntı {number} içindekilerden başka sözler: alıntı {other} "
        "içindekiler.",
        "出自同一来源，但不是引文 {number} 显示的文字，而是引文 {other} 的文字。",
    ),
    "prose.nothing-there": Text(
        "Source {number}: it was not given",
        "Quelle {number}: Sie lag nicht vor",
        "Kaynak {number}: verilmemişti",
        "来源 {number}：并未提供",
    ),
    "prose.struck": Text("Struck out:", "Durchgestrichen:", "Üstü çizildi:", "已划掉："),
    "prose.end-struck": Text(
        "End of what is struck out.",
        "Ende des Durchgestrichenen.",
        "Üstü çizilenin sonu.",
        "划掉部分结束。",
    ),
    "prose.fault.no-mark": Text(
        "It names no source.",
        "Der Satz nennt keine Quelle.",
        "Cümle kaynak göstermiyor.",
        "这句话没有注明来源。",
    ),
    "prose.fault.unknown-mark": Text(
        "It names a source that was not given:",
        "Der Satz nennt eine Quelle, die nicht vorlag:",
        "Cümle, verilmemiş bir kaynak gösteriyor:",
        "这句话注明了并未提供的来源：",
    ),
    "prose.fault.idle-mark": Text(
        "It names a source that says nothing of it:",
        "Der Satz nennt eine Quelle, die dazu nichts sagt:",
        "Cümle, bundan hiç söz etmeyen bir kaynak gösteriyor:",
        "这句话注明的来源与它无关：",
    ),
    "prose.fault.gone": Text(
        "Its source is no longer there.",
        "Die Quelle ist nicht mehr da.",
        "Kaynağı artık yerinde değil.",
        "它的来源已经不在了。",
    ),
    "prose.fault.not-covered": Text(
        "Its sources say too little of this: {reached}% of it is found in them, and at least "
        "{needed}% must be.",
        "Die Quellen sagen davon zu wenig: {reached} % des Satzes finden sich in ihnen, "
        "mindestens {needed} % müssen es sein.",
        "Kaynaklar bunu yeterince söylemiyor: cümlenin %{reached} kadarı onlarda bulunuyor, en az "
        "%{needed} olmalı.",
        "来源对此说得太少：只能在其中找到这句话的 {reached}%，至少要有 {needed}%。",
    ),
    "prose.fault.word": Text(
        "Its sources say nothing like:",
        "Davon steht nichts Ähnliches in den Quellen:",
        "Kaynaklarda buna benzer bir şey yok:",
        "来源中没有类似的说法：",
    ),
    "prose.fault.number": Text(
        "Its sources do not give these figures or dates:",
        "Diese Zahlen oder Daten stehen nicht in den Quellen:",
        "Kaynaklarda şu sayılar ya da tarihler yok:",
        "来源中没有这些数字或日期：",
    ),
    "prose.fault.name": Text(
        "Its sources do not name:",
        "Diese Namen stehen nicht in den Quellen:",
        "Kaynaklarda şu adlar geçmiyor:",
        "来源中没有提到：",
    ),
    "prose.fault.negation": Text(
        "It and its sources differ in what they deny:",
        "Der Satz und seine Quellen verneinen nicht dasselbe:",
        "Cümle ile kaynakları aynı şeyi olumsuzlamıyor:",
        "这句话与来源所否定的内容不一致：",
    ),
    "prose.fault.exchanged": Text(
        "Its sources have these the other way round:",
        "In den Quellen steht es andersherum:",
        "Kaynaklarda bunlar tam tersi yerlerde:",
        "来源中这两者的位置正好相反：",
    ),
    "prose.fault.another": Text(
        "Its sources say this of another:",
        "Die Quellen sagen das von jemand oder etwas anderem:",
        "Kaynaklar bunu bir başkası için söylüyor:",
        "来源是就另一方这样说的：",
    ),
    "prose.fault.replaced": Text(
        "Its sources have another word in this place:",
        "In den Quellen steht an dieser Stelle ein anderes Wort:",
        "Kaynaklarda burada başka bir sözcük var:",
        "来源在此处用的是另一个词：",
    ),
    "prose.fault.reserve": Text(
        "Its sources say this with a reserve:",
        "Die Quellen sagen das nur mit Vorbehalt:",
        "Kaynaklar bunu ancak çekinceyle söylüyor:",
        "来源只是有保留地这样说：",
    ),
    "prose.fault.opposite": Text(
        "It says the opposite of its sources:",
        "Der Satz sagt das Gegenteil seiner Quellen:",
        "Cümle, kaynaklarının tersini söylüyor:",
        "这句话与来源所说的相反：",
    ),
    "prose.fault.apart": Text(
        "The table of its source does not put these together:",
        "In der Tabelle der Quelle gehört das nicht zusammen:",
        "Kaynaktaki tabloda bunlar birbirine ait değil:",
        "来源的表格中，这两者并不对应：",
    ),
    "prose.fault.unfinished": Text(
        "It breaks off.", "Der Satz bricht ab.", "Cümle yarım kalıyor.", "这句话没有写完。"
    ),
    "prose.sent": Text(
        "The question and the passages were sent to {place}.",
        "Die Frage und die Stellen wurden an {place} gesendet.",
        "Soru ve bölümler {place} adresine gönderildi.",
        "问题和段落已发送到 {place}。",
    ),
    "prose.elsewhere": Text(
        "a service on another machine",
        "einen Dienst auf einem anderen Rechner",
        "başka bir makinedeki bir hizmet",
        "另一台机器上的服务",
    ),
    "prose.switch": Text(
        "Written answer", "Ausformulierte Antwort", "Yazılı yanıt", "撰写答案"
    ),
    "prose.is-on-here": Text(
        "by {model}, on this machine",
        "von {model}, auf diesem Rechner",
        "{model} ile, bu makinede",
        "由 {model} 在本机撰写",
    ),
    "prose.is-on-there": Text(
        "by {model}: each question, what was said before and the passages found are sent to "
        "{place}",
        "von {model}: Jede Frage, das bisher Gesagte und die gefundenen Stellen werden an {place} "
        "gesendet",
        "{model} ile: her soru, önceki konuşma ve bulunan bölümler {place} adresine gönderilir",
        "由 {model} 撰写：每个问题、之前的对话和找到的段落都会发送到 {place}",
    ),
    "prose.is-on-nowhere": Text(
        "none: {model} would hand on what it is given to another machine, so nothing is sent to it",
        "keine: {model} würde, was es bekommt, an einen anderen Rechner weitergeben; deshalb wird "
        "ihm nichts gesendet",
        "yok: {model} kendisine verileni başka bir makineye aktarırdı; bu yüzden ona hiçbir şey "
        "gönderilmiyor",
        "无：{model} 会把收到的内容转交给另一台机器，因此不会向它发送任何内容",
    ),
    "prose.is-off": Text(
        "off: only quotations",
        "aus: nur Zitate",
        "kapalı: yalnızca alıntılar",
        "已关闭：只给出引文",
    ),
}  # fmt: skip
