"""The texts of what happened to a model's prose, where not all went well."""

from assistant.web.texts import Text

TEXTS = {
    "prose.at": Text("{model} at {address}", "{model} unter {address}", "{address} adresindeki "
                     "{model}", "{address} 上的 {model}"),
    "prose.folded": Text(
        ("{n} more sentence struck out", "{n} more sentences struck out"),
        ("{n} weiterer Satz durchgestrichen", "{n} weitere Sätze durchgestrichen"),
        "Üstü çizilen {n} cümle daha",
        "另有 {n} 句被划掉",
    ),
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
    "prose.note.withheld": Text(
        "Some of these passages give orders to a machine: {model} did not get that part, and"
        " nothing can rest on it.",
        "Manche dieser Stellen geben einer Maschine Anweisungen: {model} bekam diesen Teil nicht,"
        " und nichts kann sich darauf stützen.",
        "Bu bölümlerden bazıları bir makineye talimat veriyor: {model} o kısmı almadı; hiçbir cümle"
        " ona dayanamaz.",
        "这些段落中有对机器下的指令：{model} 没有收到那部分，也没有任何句子可以以它为依据。",
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
}  # fmt: skip
