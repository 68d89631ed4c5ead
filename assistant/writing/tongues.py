"""Orders to a machine in other languages than English: a few words of each, put together."""

from typing import NamedTuple


class Tongue(NamedTuple):
    """Words of a language, as alternatives of a regular expression.

    drop: to leave aside. told: what was told before. say: an order to say. reader: a machine that
    reads. must: what such a reader has to do. that: what follows an order to say. far: characters
    between the words, fewer where they are not parted by spaces.
    """

    drop: str
    told: str
    say: str
    reader: str
    must: str
    that: str
    far: int = 60


_QUOTE = '[:“”„«»「"]'
_TONGUES = (
    Tongue(  # German
        r"ignorier\w*|vergiss|vergessen\ssie|missacht\w*|übergeh\w*|beachte\w*\snicht",
        r"anweisung\w*|anleitung\w*|vorherig\w*|obig\w*|bisherig\w*|regeln?|vorgaben?|befehle?",
        r"antworte\w*|schreibe?|sage?|behaupte\w*|gib|melde|erkläre|nenne",
        r"ki|ki-\w+|sprachmodell\w*|assistent\w*|chatbots?",
        r"muss|müssen|soll|sollen|sollte\w*|hat\szu|haben\szu|bitte",
        r"nur|immer|stattdessen|dass|aus",
    ),
    Tongue(  # French
        r"ignore[zr]?|oublie[zr]?|(?:ne\s)?(?:tenez|tiens)\spas\scompte|néglige[zr]?",
        r"instructions?|consignes?|règles?|précéden\w*|ci-dessus|directives?",
        r"réponde[zr]?|réponds|dites|dis|écrivez|écris|affirme[zr]?|déclare[zr]?|indique[zr]?",
        r"ia|assistants?|modèles?\sde\slangage|chatbots?",
        r"doit|doivent|devez|devra|devrait|cher|chère",
        r"que|seulement|toujours",
    ),
    Tongue(  # Spanish
        r"ignor[ae]n?|olvid[ae]n?|(?:haz|haga|hagan)\scaso\somiso|descart[ae]n?",
        r"instrucci[óo]n(?:es)?|reglas|anterior\w*|previ[ao]s|indicaciones",
        r"respond[ae]|contest[ae]|escrib[ae]|diga|di|afirm[ae]|declar[ae]",
        r"ia|asistentes?|modelos?\sde\slenguaje|chatbots?",
        r"debe[ns]?|deberá|tiene[ns]?\sque|querido|estimado",
        r"que|solo|sólo|siempre",
    ),
    Tongue(  # Italian
        r"ignora(?:re|te)?|dimentica(?:re|te)?|trascura(?:re|te)?|non\stenere\sconto",
        r"istruzion[ei]|regol[ae]|precedent[ei]|indicazioni",
        r"rispond[ia]|rispondere|scriv[ia]|di'|dica|affermi?|dichiari?",
        r"ia|assistent[ei]|modell[oi]\slinguistic[oi]|chatbot",
        r"dev[ei]|devono|dovrebbe|caro|gentile",
        r"che|solo|soltanto|sempre",
    ),
    Tongue(  # Portuguese
        r"ignor[ea]m?|esque[çc]a|desconsider[ea]|descart[ea]",
        r"instru[çc](?:ão|ões)|regras|anterior\w*|prévi[ao]s",
        r"respond[ae]|escrev[ae]|diga|afirm[ea]|declar[ea]",
        r"ia|assistentes?|modelos?\sde\slinguagem|chatbots?",
        r"deve[m]?|deverá|tem\sque|caro|prezado",
        r"que|só|apenas|sempre",
    ),
    Tongue(  # Dutch
        r"negeer|vergeet|sla\sover",
        r"instructies?|aanwijzing\w*|regels|voorgaande|vorige|bovenstaande",
        r"antwoord|schrijf|zeg|beweer|meld",
        r"ai|assistent\w*|taalmodel\w*|chatbots?",
        r"moet|moeten|dient|beste",
        r"dat|alleen|altijd",
    ),
    Tongue(  # Polish
        r"zignoruj\w*|ignoruj\w*|zapomnij\w*|pomiń",
        r"instrukcj\w*|poleceni\w*|zasad\w*|poprzedni\w*|powyższ\w*",
        r"odpowiedz|napisz|powiedz|stwierdź",
        r"si|asysten\w*|model\w*\sjęzykow\w*|chatbot\w*",
        r"musi|muszą|powinien|powinny|drogi",
        r"że|tylko|zawsze",
    ),
    Tongue(  # Turkish
        r"yok\ssay\w*|unut\w*|göz\sardı\w*|dikkate\salma\w*",
        r"talimat\w*|yönerge\w*|kural\w*|komut\w*",
        r"yanıtla|cevapla|cevap\sver|söyle|yaz",
        r"yapay\szek[aâ]\w*|asistan\w*|dil\smodel\w*|sohbet\srobotu",
        r"zorunda\w*|gerek\w*|lazım|malı|meli|sevgili|sayın",
        r"diye|sadece|her\szaman",
    ),
    Tongue(  # Russian
        r"игнорируй\w*|проигнорируй\w*|забудь\w*|не\sобращай\w*\sвнимания|отбрось\w*",
        r"инструкци\w*|указани\w*|правил\w*|предыдущ\w*|команд\w*",
        r"ответь\w*|отвечай\w*|скажи\w*|напиши\w*|сообщи\w*|утверждай\w*",
        r"ии|ассистент\w*|помощник\w*|языков\w+\sмодел\w*|чат-?бот\w*",
        r"долж\w+|обязан\w*|следует|уважаем\w*|дорог\w+",
        r"что|только|всегда",
    ),
    Tongue(  # Arabic
        r"تجاهل\w*|انس|انسَ|أهمل",
        r"التعليمات|تعليمات|السابقة|أعلاه|القواعد|الأوامر",
        r"قل|وقل|أجب|وأجب|اكتب|واكتب",
        r"الذكاء\sالاصطناعي|المساعد|نموذج\sاللغة|نموذج\sلغوي",
        r"يجب|عليك|عزيزي",
        r"إن|أن|بأن|فقط",
    ),
)
_UNPARTED = (
    Tongue(  # Chinese
        r"忽略|无视|忘记|忘掉|不要理会|忽視|無視|忘記",
        r"指令|指示|说明|規則|规则|提示|内容|以上|之前|上述|前面",
        r"(?:请|请你|必须|只|只能|并|就)(?:回答|回复|说|输出|写)|(?:请|必须|只|並)(?:回覆|說|輸出)",
        r"人工智能|语言模型|大模型|助手|机器人|人工智慧",
        r"必须|应该|应当|请|務必|务必",
        r"",
        20,
    ),
    Tongue(  # Japanese
        r"無視し|忘れて|無視する|従わない",
        r"指示|命令|プロンプト|ルール|以前|上記|前述|これまで",
        r"答えて(?:ください|下さい)|と(?:答え|言っ|書い|述べ)て|回答して(?:ください|下さい)|出力して",
        r"人工知能|言語モデル|アシスタント|チャットボット|ai",
        r"必ず|べき|なければ|ください|下さい",
        r"",
        30,
    ),
    Tongue(  # Korean
        r"무시하|잊어|무시해",
        r"지시|명령|규칙|프롬프트|이전|위의",
        r"(?:라고|다고)\s?(?:답|대답|말|쓰|써|출력)\w*|답하세요|대답하세요",
        r"인공지능|언어\s?모델|어시스턴트|챗봇",
        r"해야|하십시오|하세요|반드시",
        r"",
        30,
    ),
)


def _patterns(tongue: Tongue) -> list[str]:
    drop, told, say, reader, must, that, far = tongue
    return [
        rf"\b(?:{drop})\b[^.!?]{{0,{far}}}\b(?:{told})\b",
        rf"\b(?:{told})\b[^.!?]{{0,{far}}}\b(?:{drop})\b",
        rf"(?:^[^\w\n]*+|[.!?:;,]\s|\b(?:und|et|y|e|i|en|ve|и)\s)(?:{say})\b"
        rf"[^.!?]{{0,30}}(?:{_QUOTE}|\b(?:{that})\b)",
        rf"\b(?:{that})\s(?:{say})\b",
        rf"\b(?:{reader})\b[^.!?]{{0,30}}\b(?:{must})\b[^.!?]{{0,80}}\b(?:{say})\b",
        rf"\b(?:{must})\s(?:{reader})\b",
    ]


def _unparted(tongue: Tongue) -> list[str]:
    drop, told, say, reader, must, _, far = tongue
    return [
        rf"(?:{drop})[^。！？]{{0,{far}}}(?:{told})|(?:{told})[^。！？]{{0,{far}}}(?:{drop})",
        rf"(?:{say})",
        rf"(?:{reader})[^。！？]{{0,{far}}}(?:{must})",
    ]


PATTERNS = (
    *(pattern for tongue in _TONGUES for pattern in _patterns(tongue)),
    *(pattern for tongue in _UNPARTED for pattern in _unparted(tongue)),
)
