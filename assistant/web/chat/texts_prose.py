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
        "Its sources do not say this: they cover {reached} of it, and {needed} is needed.",
        "Die Quellen sagen das nicht: Sie decken {reached} davon ab, nötig sind {needed}.",
        "Kaynaklar bunu söylemiyor: cümlenin {reached} kadarını karşılıyorlar, gereken {needed}.",
        "来源没有这样说：只覆盖了 {reached}，而需要 {needed}。",
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
    "prose.fault.unfinished": Text(
        "It breaks off.", "Der Satz bricht ab.", "Cümle yarım kalıyor.", "这句话没有写完。"
    ),
    "prose.at": Text("{model} at {address}", "{model} unter {address}", "{address} adresindeki "
                     "{model}", "{address} 上的 {model}"),
    "prose.note.nothing": Text(
        "{model} finds no answer in these passages.",
        "{model} findet in diesen Stellen keine Antwort.",
        "{model} bu bölümlerde bir cevap bulamadı.",
        "{model} 在这些段落中没有找到答案。",
    ),
    "prose.note.none-stands": Text(
        "No sentence of {model} stands in the passages.",
        "Kein Satz von {model} wird von den Stellen getragen.",
        "{model} tarafından yazılan hiçbir cümleyi bu bölümler desteklemiyor.",
        "{model} 写的句子没有一句得到这些段落的支持。",
    ),
    "prose.note.nonsense": Text(
        "What {who} sent is no answer.",
        "Was {who} geschickt hat, ist keine Antwort.",
        "{who} bir yanıt göndermedi; gelen anlaşılmıyor.",
        "{who} 发来的内容不是答案。",
    ),
    "prose.note.slow": Text(
        "{who} was silent for {seconds} s and was given up.",
        "{who} schwieg {seconds} s lang und wurde aufgegeben.",
        "{who} {seconds} sn sessiz kaldı ve beklenmedi.",
        "{who} 沉默了 {seconds} 秒，已放弃等待。",
    ),
    "prose.note.cut-off": Text(
        "{who} broke off.", "{who} brach ab.", "{who} yarıda kesildi.", "{who} 中断了。"
    ),
    "prose.note.endless": Text(
        "{model} did not come to an end and was stopped.",
        "{model} fand kein Ende und wurde angehalten.",
        "{model} bir sona varmadı ve durduruldu.",
        "{model} 没有结束，已被停止。",
    ),
    "prose.note.unreachable": Text(
        "{who} could not be reached.",
        "{who} war nicht zu erreichen.",
        "{who} ile bağlantı kurulamadı.",
        "无法连接到 {who}。",
    ),
    "prose.note.elsewhere": Text(
        "{who} hands on what it is given to another machine: nothing was sent.",
        "{who} gibt, was es bekommt, an einen anderen Rechner weiter: Es wurde nichts gesendet.",
        "{who} kendisine verileni başka bir makineye aktarıyor: hiçbir şey gönderilmedi.",
        "{who} 会把收到的内容转交给另一台机器：没有发送任何内容。",
    ),
    "prose.note.busy": Text(
        "{who} is busy.", "{who} ist ausgelastet.", "{who} meşgul.", "{who} 正忙。"
    ),
    "prose.note.busy-status": Text(
        "{who} is busy (HTTP {status}).",
        "{who} ist ausgelastet (HTTP {status}).",
        "{who} meşgul (HTTP {status}).",
        "{who} 正忙（HTTP {status}）。",
    ),
    "prose.note.refused": Text(
        "The request to {who} was refused (HTTP {status}).",
        "Die Anfrage an {who} wurde abgelehnt (HTTP {status}).",
        "{who} isteği geri çevirdi (HTTP {status}).",
        "{who} 拒绝了请求（HTTP {status}）。",
    ),
    "prose.note.failed": Text(
        "{who} failed.", "{who} hat versagt.", "{who} başarısız oldu.", "{who} 出错了。"
    ),
    "prose.note.failed-status": Text(
        "{who} failed (HTTP {status}).",
        "{who} hat versagt (HTTP {status}).",
        "{who} başarısız oldu (HTTP {status}).",
        "{who} 出错了（HTTP {status}）。",
    ),
    "prose.note.trimmed": Text(
        "{model} was given {given} of {of} passages: no more fit.",
        "{model} bekam {given} von {of} Stellen: Mehr passten nicht hinein.",
        "{model} için {of} bölümden {given} tanesi sığdı.",
        "{model} 只收到 {of} 段中的 {given} 段：再多就放不下了。",
    ),
    "prose.note.too-small": Text(
        "Not one passage fits into what {model} can read.",
        "Keine Stelle passt in das, was {model} lesen kann.",
        "{model} tek bir bölümü bile okuyacak kadar yer bulamıyor.",
        "{model} 可读的长度连一个段落都放不下。",
    ),
    "prose.note.stopped": Text(
        "{model} was stopped.", "{model} wurde angehalten.", "{model} durduruldu.",
        "{model} 已被停止。",
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
    "prose.not-sent": Text(
        "{model} runs elsewhere, not on this machine as it seemed: nothing was sent.",
        "{model} läuft anderswo, nicht wie es schien auf diesem Rechner: Es wurde nichts gesendet.",
        "{model} göründüğü gibi bu makinede değil, başka yerde çalışıyor: hiçbir şey gönderilmedi.",
        "{model} 并不像看上去那样在本机运行，而是在别处：没有发送任何内容。",
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
    "prose.is-off": Text(
        "off: only quotations",
        "aus: nur Zitate",
        "kapalı: yalnızca alıntılar",
        "已关闭：只给出引文",
    ),
}  # fmt: skip
