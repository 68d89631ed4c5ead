"""Orders to a machine that reads, in English, and the signs that only software writes."""

READER = (
    r"(?:ai|a\.i\.|llms?|gpt|chat\s?gpt|claude|gemini|llama|copilot|chat\s?bots?|bots?|assistants?"
    r"|(?:ai|language)\smodels?|summari[sz]ers?|agents?)"
)
_ABOVE = r"(?:above|previous|previously|prior|earlier|preceding|foregoing)"
_TEXT = (
    r"(?:instructions?|prompts?|rules?|directions?|directives?|guidelines?|commands?|orders"
    r"|messages?|constraints?|context|passages?|documents?|text|everything|anything|conversation"
    r"|above|sources|told)"
)
_DROP = (
    r"(?:ignore|disregard|forget|overrid(?:e|es)|bypass|discard|neglect|skip"
    r"|do\snot\s(?:follow|obey))"
)
_SAYS = (
    "say|answer|reply|respond|output|print|write|repeat|tell|cite|quote|append|begin|finish"
    "|conclude|translate|reveal"
)
_STATES = "report|state|claim|mention|assert|end"  # nouns as well
SAY = rf"(?:{_SAYS}|{_STATES})"
_START = r"(?:^[^\w\n]*+|[.!?:;|]\s+)"  # of a sentence
_ANSWER = r"(?:answer|reply|response|output|summary)"
_QUOTE = r"[:“”\"«»„]|(?<!\w)['‘’]"
_ADMIN = r"(?:system|developer|admin(?:istrator)?|root|operator|hidden|initial)"
_ROLE = r"(?:system|assistant|user|human|ai|developer|tool)"

PATTERNS = (
    # Leave aside what you were told.
    rf"\b{_DROP}\b.{{0,60}}\b{_TEXT}\b",
    rf"\b(?:ignore|disregard|forget|override)\b.{{0,30}}\b{_ABOVE}\b",
    rf"{_START}(?:ignore|disregard|forget|override)\b[^.!?]{{0,80}}"
    rf"(?:\b(?:and|then|instead)\s(?:instead\s|always\s)?|[:;]\s(?:always\s)?){SAY}\b",
    rf"\b(?:treat|regard|consider)\b.{{0,30}}\b{_ABOVE}\b.{{0,30}}\bas\b",
    rf"\b(?:instead\sof|regardless\sof|rather\sthan)\b.{{0,40}}\b(?:{_ABOVE}|before|system|other)"
    rf"\s{_TEXT}\b",
    r"\b(?:new|updated|revised|real|actual|true|final)\s(?:instructions?|task|prompt)\b",
    rf"\b{_ADMIN}\s(?:prompt|message|instructions?|note|notice|override|alert|command)\b",
    # Spoken to a machine.
    rf"\b(?:dear|hey|hello|hi|attention|note\s(?:to|for)|notice\s(?:to|for)|message\s(?:to|for)"
    rf"|instructions?\s(?:to|for)|important\sfor|reminder\s(?:to|for)|for)\b,?\s(?:the|any|all|every)?"
    rf"\s?{READER}\b",
    rf"\bto\s(?:whichever|whatever|any|every|all)\s{READER}\b",
    rf"\b{READER}\b[^.!?]{{0,40}}\b(?:must|should|shall|are\sto|is\sto|has\sto|have\sto|will\snow|please"
    rf"|reading\sthis|that\sreads?|processing|summari[sz]ing)\b",
    rf"\b(?:this|the|any|all|every)\smodels?\b[^.!?]{{0,20}}\b(?:must|should|shall|has\sto)\b"
    rf"[^.!?]{{0,40}}\b{SAY}\b",
    rf"\b{READER}\b[^.!?]{{0,40}}\b(?:will|would)\b[^.!?]{{0,40}}\b{SAY}\b[^.!?]{{0,40}}"
    rf"(?:{_QUOTE}|\bthat\b)",
    rf"{_START}{READER}\s?[,:]?\s(?:please\s|always\s|now\s)?{SAY}\b",
    rf"\bif\syou\sare\s(?:an?|the)\s{READER}\b|\bas\s(?:an?|the)\s{READER}\b,?\s(?:you|i)\b",
    rf"\byou\sare\s(?:now|no\slonger)\b|\bfrom\snow\son,?\s(?:you\s(?:are|will|must|answer|reply)|your|always|{SAY})\b|\bpretend\s(?:to|that|you)\b|\brole-?play\b"
    r"|(?:^[^\w\n]*+|[.!?:;]\s|\bplease\s|\byou\s(?:must\s|will\s|shall\s|are\sto\s)?(?:now\s)?)"
    r"act\sas\s(?:if|an?|the|though)\b|\byour\s(?:new\s)?(?:task|role|job|goal|instructions?)\s(?:is|are)\b",
    rf"\bfor\b.{{0,30}}\b(?:automated|automatic|ai|machine)[\s-](?:generated\s)?(?:summar|{_ANSWER})",
    # Told what to say.
    rf"(?:{_START}|\b(?:please|now|then|just|always|simply|instead),?\s)"
    rf"(?:(?:{_STATES})\s(?:that\b|with\b|[\"“„«:])|(?:{_SAYS})\b[^.!?]{{0,50}}(?:{_QUOTE}|\b(?:that|exactly|only|(?:the|this)\swords?|with|verbatim|the\s"
    rf"following|in\syour|your|to\s(?:the|any|every|all)|as\sfollows)\b))",
    r"\brepeat\safter\sme\b",
    rf"\b(?:if|unless|until)\syou\s(?:do\snot\s|don['’]t\s)?{SAY}\b.{{0,20}}(?:{_QUOTE}|\bthat\b)",
    r"\b(?:when|while|before|after)\syou\s(?:answer|reply|respond|summari[sz]e)\b",
    rf"\bin\s(?:your|the|any|every|each|all)\s(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies))"
    rf"\b[^.!?]{{0,20}}\b(?:{SAY}|include|that)\b|\b(?:{SAY}|include|put)\b[^.!?]{{0,20}}\bin\syour\s{_ANSWER}\b",
    rf"\b(?:essential|important|vital|necessary|required|obligatory)\b[^.!?]{{0,20}}\b{SAY}\b"
    rf"[^.!?]{{0,40}}\b{_ANSWER}\b",
    r"\bwhen(?:ever)?\s(?:you\sare|someone|anyone|the\suser|a\suser|users)\sask(?:ed|s|ing)?\b",
    rf"\bwhen(?:ever)?\sasked\b[^.!?]{{0,80}}\b{SAY}\b",
    r"\b(?:the|any|all|every|your)\s(?:correct|right|only|final|true)\s(?:answer|reply|response)s?\b"
    r"|\b(?:answer|reply|response)s?\s(?:to\s(?:any|all|every|each|whatever)|must\s(?:say|begin|end|read|state|contain)"
    r"|has\sto\s(?:be|say))\b",
    r"\b(?:tell|inform|convince|assure|advise)\sthe\s(?:user|reader|asker|person|human)\b",
    # What only software writes.
    r"<\|?/?\s?(?:im_start|im_end|im_sep|system|assistant|user|s|endoftext|eot_id|start_header_id"
    r"|end_header_id|begin_of_text|start_of_turn|end_of_turn|passages?|documents?|instructions?"
    r"|tool_\w{1,20}|function_\w{1,20})\b[^>]{0,40}\|?>",
    r"\[/?(?:inst|sys|system|assistant|user)\]|<<\s?/?sys\s?>>|^\s?#{2,9}\s?(?:instruction|system|response"
    r"|assistant|user|human|input|output)s?\b",
    rf"^[^\w\n]{{0,8}}{_ROLE}[*_]*\s?:",
    rf"[\"']role[\"']\s*:\s*[\"']{_ROLE}[\"']",
)
FRAMES = PATTERNS[-4:]  # after one of these, nothing is the document's own
# What says that something else is to be said or done.
ANNOUNCES = (
    rf"\b(?:instructions?|rules|directives|notes?|messages?|guidelines)\s(?:to|for)\s"
    rf"(?:the\s|any\s|all\s|every\s)?{READER}\b",
    r"\b(?:next|following)\s(?:paragraph|sentence|line|section|text|page)\b|\bbelow\b|:\s*$",
)
BARE = rf"^\W*+(?:please\s|then\s|now\s|so\s|instead,?\s)*{SAY}\b"  # after an order, one more
