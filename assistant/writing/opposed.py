"""Words of a sentence whose opposite its sources have: "less" where they say "more"."""

from collections.abc import Iterator, Sequence
from itertools import product

from index import lexical
from index.lexical import Word

_NEAR = 3  # words around one, among which the sentence and its source have one in common
_NEAR_THERE = 4  # the same in the source, which may say more

# English words that cannot both be said of one thing, a group's left ones against its right ones.
_OPPOSITES = """
more / less fewer
most / least fewest
many / few
all / none
always / never
increase rise rose risen rising grow grew grown growth / decrease fall fell fallen falling shrink \
shrank decline
raise raised strengthen widen lengthen improve expand accelerate / lowered weaken narrow shorten \
worsen contract decelerate
up upward / down downward
high / low
higher / lower
highest / lowest
above over / below under
before / after
earlier / later
early / late
first / last
north northern / south southern
northeast / southwest
northwest / southeast
east eastern / west western
win won winner victory / lose lost loser defeat
gain profit surplus / loss deficit
buy bought buyer purchaser / sell sold seller
lend lender creditor / borrow borrower debtor
employer / employee
plaintiff claimant / defendant
landlord / tenant
host / guest
import / export
input / output
upload / download
enter arrive arrival / leave depart departure
begin began begun beginning start / end ended stop
open opening / close closing
accept accepted / reject refuse
allow allowed permit / forbid forbidden prohibit
legal / illegal
include / exclude
add / remove
income / expense expenditure
credit / debit
asset / liability
maximum max / minimum min
large big great major / small minor
larger bigger greater / smaller
largest biggest greatest / smallest
long / short
longer / shorter
longest / shortest
old / young new
older / younger newer
oldest / youngest newest
fast / slow
faster / slower
fastest / slowest
hot warm / cold cool
hotter warmer / colder cooler
hottest warmest / coldest coolest
good / bad
better / worse
best / worst
strong / weak
stronger / weaker
strongest / weakest
heavy / light
heavier / lighter
thick / thin
thicker / thinner
wide broad / narrow
wider broader / narrower
deep / shallow
cheap / expensive
rich / poor
richer / poorer
richest / poorest
easy / difficult hard
easier / harder
hard / soft
full / empty
wet / dry
nearest / farthest
closer / farther
forward / backward
ahead / behind
left / right
top upper / bottom lower
inside internal indoor / outside external outdoor
odd / even
positive / negative
optimistic / pessimistic
active / passive inactive
direct / indirect
formal / informal
public / private
domestic / foreign
male man men boy / female woman women girl
father son brother husband king / mother daughter sister wife queen
parent / child
teacher / student
single / married
majority / minority
true / false
correct / incorrect
guilty convicted / innocent acquitted
alive born birth / dead died death
succeed success successful / fail failure unsuccessful
support supported / oppose opposed
attack / defend
safe / dangerous
mandatory required compulsory / optional voluntary
temporary / permanent
ascend / descend
encrypt / decrypt
enable / disable
connect / disconnect
install / uninstall
confirm / deny
appear / disappear
agree / disagree
possible / impossible
likely / unlikely
able / unable
known / unknown
dependent / independent
complete / incomplete
equal / unequal
stable / unstable
visible / invisible
limited / unlimited
paid / unpaid
"""


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in filter(None, _OPPOSITES.splitlines()):
        groups = [lexical.stems(half) for half in line.split("/")]
        for one, other in product(*groups):
            found[one] = found.get(one, frozenset()) | {other}
            found[other] = found.get(other, frozenset()) | {one}
    return found


_OPPOSITE = _table()


def opposed(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """A word of the text and the opposite of it that its sources have in its place; else ().

    The word itself stands in no source, the opposite not in the text; a word beside both is the
    same; and they do not say the same turned round ("A is larger than B", "B is smaller than A").
    sources: the sentences that bear the text out. English alone.

    >>> opposed("It sold fewer boats in May.", ["In May it sold more boats than ever."])
    ('fewer', 'more')
    >>> opposed("Velm is older than Ost.", ["Ost is younger than Velm."])
    ()
    """
    words = lexical.words(text)
    stems = {word.stem for word in words}
    there = [lexical.words(source) for source in sources]
    held = {word.stem for found in there for word in found}
    for i, word in enumerate(words):
        opposites = _OPPOSITE.get(word.stem, frozenset())
        if not opposites or word.stem in held or opposites & stems:
            continue
        for found in there:
            for j, other in enumerate(found):
                if other.stem in opposites and _is_in_its_place(words, i, found, j):
                    return word.text, other.text
    return ()


def _is_in_its_place(words: Sequence[Word], i: int, found: Sequence[Word], j: int) -> bool:
    """Whether the word at j of the one says what the word at i of the other says the reverse of."""
    near = _stems(words[max(0, i - _NEAR) : i + _NEAR + 1])
    near_there = _stems(found[max(0, j - _NEAR_THERE) : j + _NEAR_THERE + 1])
    if not near & near_there:
        return False
    before, after = _stems(words[:i]), _stems(words[i + 1 :])
    before_there, after_there = _stems(found[:j]), _stems(found[j + 1 :])
    straight = len(before & before_there) + len(after & after_there)
    crossed = len(before & after_there) + len(after & before_there)
    return straight > crossed


def _stems(words: Sequence[Word]) -> set[str]:
    return set(_content(words))


def _content(words: Sequence[Word]) -> Iterator[str]:
    return (word.stem for word in words if not word.is_common)
