"""Stories in a few languages: every sentence has a number that no other sentence has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

PEOPLE = "Anna Berg|Tomas Holm|Ines Roth|Viktor Lind|Clara Voss|Emil Dahl|Nora Falk|Jonas Krall"
_THINGS = {
    "en": "lanterns|barrels of tar|letters|coils of rope|sacks of flour|oak planks|maps|kettles",
    "de": "Laternen|Fässer Teer|Briefe|Rollen Tauwerk|Säcke Mehl|Bretter|Landkarten|Kessel",
    "fr": "lanternes|tonneaux de goudron|lettres|rouleaux de corde|sacs de farine|planches|cartes",
    "es": "faroles|barriles de brea|cartas|rollos de cuerda|sacos de harina|tablas|mapas|calderas",
    "pl": "latarnie|beczki smoły|listy|zwoje liny|worki mąki|dębowe deski|mapy|kotły",
    "ru": "фонарей|бочек смолы|писем|мотков верёвки|мешков муки|досок|карт|котлов",
}
_PLACES = {
    "en": "harbour|old mill|lighthouse|railway station|town hall|north quay|market square|school",
    "de": "Hafen|Leuchtturm|Bahnhof|Rathaus|Marktplatz|Speicher|Steinbruch|Fähranleger",
    "fr": "port|phare|moulin|marché|quai du nord|pont|château|théâtre",
    "es": "puerto|faro|molino|mercado|muelle norte|puente|castillo|teatro",
    "pl": "porcie|młynie|ratuszu|zamku|teatrze|magazynie|urzędzie|kościele",
    "ru": "порту|маяке|мельнице|вокзале|рынке|складе|причале|мосту",
}
_SENTENCES = {
    "en": (
        "In the spring {who} counted {n} {what} at the {where} and wrote {id} in the register.",
        "According to {id}, the {where} had received {n} {what} before the storm came.",
        "Nobody at the {where} could explain to {who} why {n} {what} were missing from {id}.",
        "When the ferry arrived, {n} {what} were carried to the {where}, as {id} tells.",
        "The council asked {who} to keep {n} {what} near the {where} until {id} was signed.",
        "Under {id}, every visitor of the {where} pays for {n} {what} in advance.",
        "After a long winter {who} sold {n} {what} and repaired the {where}, which {id} confirms.",
        "It took {n} days to bring the {what} back to the {where}, and {id} says who paid.",
    ),
    "de": (
        "Im Frühling zählte {who} am {where} {n} {what} und schrieb {id} in das Verzeichnis.",
        "Laut {id} wurden vor dem Sturm {n} {what} zum {where} gebracht und dort geprüft.",
        "Niemand konnte {who} erklären, warum am {where} {n} {what} fehlten, die {id} nennt.",
        "Als die Fähre ankam, lagen {n} {what} am {where} bereit, wie {id} für alle bestätigt.",
        "Der Gemeinderat bat darum, {n} {what} am {where} aufzubewahren, bis {id} gültig würde.",
    ),
    "fr": (
        "Au printemps, {who} a compté {n} {what} près du {where} et a noté {id} dans le registre.",
        "Selon {id}, {n} {what} étaient déjà arrivés au {where} avant la tempête d'été.",
        "Personne n'a su expliquer à {who} pourquoi {n} {what} avaient disparu, écrit {id}.",
        "Le conseil a demandé que {n} {what} soient gardés près du {where} après {id}.",
        "Cette année-là, {who} a été payé très tôt pour {n} {what}, comme le précise {id}.",
    ),
    "es": (
        "En primavera {who} contó {n} {what} cerca del {where} y anotó {id} en el registro.",
        "Según {id}, {n} {what} ya habían llegado al {where} antes de la tempestad.",
        "Nadie pudo explicarle a {who} por qué faltaban {n} {what}, según dice también {id}.",
        "El año pasado se guardaron {n} {what} en el {where}, y así lo confirmó {id}.",
        "Cuando llegó el barco, {who} llevó {n} {what} hasta el {where}, como señala {id}.",
    ),
    "pl": (
        "Wiosną {who} liczył przedmioty i znalazł {n} {what} w {where}, co potwierdza {id}.",
        "Według {id} przed burzą przywieziono tutaj {n} {what} i złożono je w {where}.",
        "Nikt nie umiał wyjaśnić, dlaczego brakowało {n} sztuk, gdzie są {what} i czym jest {id}.",
        "Każdego roku rada prosiła, żeby {n} {what} pozostało w {where} aż do podpisania {id}.",
        "Gdy przypłynął prom, {n} {what} leżało już w {where}, jak później stwierdził {id}.",
    ),
    "ru": (
        "Весной смотритель насчитал на {where} {n} {what} и записал {id} в большую книгу.",
        "Согласно {id}, перед бурей туда привезли {n} {what} и сложили на {where}.",
        "Никто не мог объяснить, почему на {where} не хватало {n} {what}, о которых говорит {id}.",
        "Совет попросил хранить {n} {what} на {where}, пока не будет подписан {id}.",
        "Когда пришёл паром, на {where} уже лежало {n} {what}, как подтверждает {id}.",
    ),
}
_TITLES = {
    "en": "Notes on the {where} in {id}", "de": "Bericht über den {where} in {id}",
    "fr": "Notes sur le {where} dans {id}", "es": "Notas sobre el {where} en {id}",
    "pl": "Zapiski o tym, co było w {where} według {id}", "ru": "Записки о жизни на {where} и {id}",
}  # fmt: skip
LANGUAGES = tuple(_SENTENCES)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and paragraphs, each a tuple of sentences."""

    heading: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What a file is to say, whatever its format.

    items: of a list, a sentence each. rows: of a table, cells in words, the first of them unique
    and the last a sentence; names: of its columns.
    """

    title: str
    language: str
    sections: tuple[Section, ...]
    items: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Prose:
    """Writes stories; the same seed gives the same ones. No two sentences of it are alike."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._count = 0

    def mark(self) -> str:
        """A word that stands nowhere else."""
        self._count += 1
        letters = "".join(self.random.choice("BDFGKLMNPRSTVZ") for _ in range(2))
        return f"{letters}{self._count:06}"

    def sentence(self, language: str = "en") -> str:
        return self._filled(self.random.choice(_SENTENCES[language]), language)

    def sentences(self, count: int, language: str = "en") -> tuple[str, ...]:
        return tuple(self.sentence(language) for _ in range(count))

    def title(self, language: str = "en") -> str:
        return self._filled(_TITLES[language], language)

    def person(self) -> str:
        return self.random.choice(PEOPLE.split("|"))

    def row(self) -> tuple[str, ...]:
        number = self.random.randint(2, 900)
        return self.mark(), self.person(), str(number), self.sentence()

    def story(self, language: str = "en", sections: int = 3, rows: int = 0) -> Story:
        """A story of so many sections of two to three paragraphs; of a list; of a table.

        rows: of the table; one a section, three at least, unless told.
        """
        return Story(
            title=self.title(language),
            language=language,
            sections=tuple(
                Section(
                    self.title(language),
                    tuple(
                        self.sentences(self.random.randint(2, 4), language)
                        for _ in range(self.random.randint(2, 3))
                    ),
                )
                for _ in range(sections)
            ),
            items=self.sentences(3, language),
            names=("Entry", "Keeper", "Pieces", "Remark"),
            rows=tuple(self.row() for _ in range(rows or max(3, sections))),
        )

    def edited(self, story: Story) -> Story:
        """The story with one paragraph written anew, about as long as it was."""
        at = len(story.sections) // 2
        section = story.sections[at]
        fresh = self.sentences(len(section.paragraphs[0]), story.language)
        changed = replace(section, paragraphs=(fresh, *section.paragraphs[1:]))
        sections: Sequence[Section] = (*story.sections[:at], changed, *story.sections[at + 1 :])
        return replace(story, sections=tuple(sections))

    def edited_row(self, story: Story) -> Story:
        """The story with one row of its table written anew."""
        at = len(story.rows) // 2
        return replace(story, rows=(*story.rows[:at], self.row(), *story.rows[at + 1 :]))

    def _filled(self, pattern: str, language: str) -> str:
        return pattern.format(
            who=self.person(),
            n=self.random.randint(2, 900),
            what=self.random.choice(_THINGS[language].split("|")),
            where=self.random.choice(_PLACES[language].split("|")),
            id=self.mark(),
        )
