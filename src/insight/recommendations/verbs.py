"""Verbs of recommendations: those whose doing can be seen, and those whose doing cannot."""

import re

SEEN = re.findall(
    r"\S+",
    """
add adopt agree allocate analyse answer appoint arrange ask assess assign audit book bring build call
check choose close collect combine commission compare complete conduct contact count create cut define
deliver design develop discharge display distribute document employ enter establish evaluate examine
explain feed fill find follow form fund give hold identify implement include increase inform inspect
install introduce invest investigate invite issue join keep lead limit link list locate lower make map
measure meet mend monitor move name nominate offer open operate order organise pay perform pilot place
plan prepare prescribe present produce provide publish pull put recall record recruit reduce refer
register remove repeat replace report require resource respond restart retain retrain review revise
ring-fence run say schedule screen send set share show sign simplify staff start stop streamline submit
supply switch take teach tell test track train transfer treat update use vaccinate visit withdraw write
""",
)
UNSEEN = re.findall(
    r"\S+",
    """
acknowledge address aim appreciate aspire attempt be champion consider continue do embed embrace empower
enable encourage endeavour engage enhance ensure explore facilitate focus foster have help improve
integrate maximise minimise note optimise prioritise promote pursue raise reaffirm recognise reflect
reinforce remember seek stimulate strengthen strive support sustain think try understand value welcome
work
""",
)
IRREGULAR = {
    "brought": "bring", "built": "build", "chosen": "choose", "cut": "cut", "fed": "feed", "found": "find",
    "given": "give", "held": "hold", "kept": "keep", "led": "lead", "made": "make", "met": "meet",
    "paid": "pay", "put": "put", "run": "run", "said": "say", "sent": "send", "set": "set", "shown": "show",
    "sought": "seek", "taken": "take", "taught": "teach", "thought": "think", "told": "tell",
    "understood": "understand", "withdrawn": "withdraw", "written": "write", "done": "do", "seen": "see",
}  # fmt: skip


def _forms(verb: str) -> set[str]:
    """Give a verb as it is spelt in its other forms.

    >>> sorted(_forms("carry")), sorted(_forms("plan"))
    (['carried', 'carry', 'carrying'], ['plan', 'planed', 'planing', 'planned', 'planning'])
    """
    last = verb[-1]
    found = {verb, f"{verb.removesuffix('e')}ing", f"{verb}d" if last == "e" else f"{verb}ed"}
    if last == "y" and verb[-2] not in "aeiou":
        return {verb, f"{verb[:-1]}ied", f"{verb}ing"}
    if last not in "aeiouwy" and verb[-2] in "aeiou":
        found |= {f"{verb}{last}ed", f"{verb}{last}ing"}
    return found


LEMMAS = {form: verb for verb in (*SEEN, *UNSEEN) for form in _forms(verb)} | IRREGULAR


def is_unseen(verb: str) -> bool:
    """Tell whether nobody can see a verb being done: 'consider', 'encouraged'."""
    return LEMMAS.get(verb, verb) in UNSEEN


def is_verb(word: str) -> bool:
    """Tell whether a word in its plain form is a verb a recommendation may begin with."""
    return word in SEEN or word in UNSEEN


def is_participle(word: str) -> bool:
    """Tell whether a word after 'be' says what is done, as 'reviewed' and 'held' do, and not how things are.

    >>> is_participle("reviewed"), is_participle("aware"), is_participle("carried")
    (True, False, True)
    """
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 4)
