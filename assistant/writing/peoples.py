"""Countries and their people where no ending tells the one from the other: France, French."""

_GROUPS = """
france french frenchman frenchmen frenchwoman|netherlands dutch dutchman holland
switzerland swiss|denmark danish dane danes|sweden swedish swede swedes|poland polish pole poles
norway norwegian norwegians|spain spanish spaniard spaniards|wales welsh
greece greek greeks
turkey turkish turk turks|britain british briton britons|england english englishman englishmen
ireland irish irishman irishmen|scotland scottish scots scot|finland finnish finn finns
germany german germans|thailand thai thais|belgium belgian belgians|iceland icelandic icelander
afghanistan afghan afghans|kazakhstan kazakh kazakhs|uzbekistan uzbek uzbeks|tajikistan tajik
turkmenistan turkmen|kyrgyzstan kyrgyz|philippines philippine filipino filipinos|peru peruvian
lebanon lebanese|congo congolese|cyprus cypriot cypriots|argentina argentine argentinian
slovakia slovak slovaks|slovenia slovene slovenian|croatia croat croatian croats
serbia serb serbian serbs|czechia czech czechs|hungary hungarian magyar|europe european europeans
normandy norman normans|portugal portuguese|monaco monegasque|burma burmese
canada canadian canadians|mexico mexican mexicans|morocco moroccan moroccans|libya libyan
venice venetian venetians
naples neapolitan|florence florentine|vienna viennese|rome roman romans
"""
_GROUP_OF = {
    word: number
    for number, group in enumerate(_GROUPS.replace("\n", "|").split("|"))
    for word in group.split()
}


def people_of(word: str) -> int | None:
    """The number of the country that a word is of, None where it is of none listed.

    >>> people_of("French") == people_of("france"), people_of("table")
    (True, None)
    """
    return _GROUP_OF.get(word.casefold())
