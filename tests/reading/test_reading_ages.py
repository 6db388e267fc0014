"""A reading age is what the published formulas give, from sentences, words and syllables counted rightly."""

import pytest

from insight import reading

WIKIPEDIA = "Wikipedia, Flesch-Kincaid readability tests"
KINCAID = {
    # name: (words a sentence, syllables a word, school year, source)
    "one word of one syllable, the least there is": (1, 1, -3.40, WIKIPEDIA),
    "Green Eggs and Ham": (5.7, 1.02, -1.3, WIKIPEDIA),
}
EASE = {
    # name: (text, Flesch's reading ease, source)
    "the easiest": ("The cat sat on the mat.", 116, WIKIPEDIA),
    "an ordinary sentence": (
        "This sentence, taken as a reading passage unto itself, is being used to prove a point.",
        69,
        WIKIPEDIA,
    ),
    "24 syllables in 13 words": (
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
        37.5,
        WIKIPEDIA,
    ),
}
MCGRAW = "McLaughlin's rule of thumb: 3 and the square root of the long words in 30 sentences"
LONG_WORDS = {4: 5, 9: 6, 16: 7, 25: 8, 36: 9, 49: 10, 64: 11, 81: 12}  # in 30 sentences: the school year
SYLLABLES = {
    1: """
        hip nurse asked checked helped died lived used birth births smoke young worse choose choice law
        safe year years month months week weeks day hours joint joints bone bones falls strength risk
        risks blood clot clots scan scans called filled pulled while whole rule changed charge charged
        placed breathes clothes lives gives makes takes types sides free three see be the she isle style
        ate real blue true due clue suit fruit guide build tongue league vague queue tried tries trust
        trusts board boards one ones once none done gone come some heart hearts health
    """,
    2: """
        broken doctor nurses audit audits treatment treated needed wanted pressure kidney kidneys seizure
        seizures asthma breathing cancer prostate bowel stomach surgeon confused support carer carers
        mother mothers pregnant babies baby stillbirth newborn smoking smokers people person children
        older england results result better question questions private research planning choices service
        involve involved legal duty safely safety careful something sometimes every being doing seeing
        trying going minutes patient patients special social equal million swelling inflamed fracture
        fractures falling balance clotting swallow little able table tables single trouble troubles
        handled people's simple simply measure measures measured changes pages places causes houses noses
        boxes wishes watches catches themselves yourself yourselves agree agreed agrees apple battle quiet
        diet client science ancient really useful homeless statement moment clinic clinics practice
        vaccine immune argue rescue valued issues tissue fluid fluids ruined guidance building guilty
        language unique technique anxious region regions region's gorgeous pigeon preterm worried worries
        married carried studied studies buried dying lying buying saying playing beyond player royal loyal
        employ mayor lawyer prayer voyage someone outcome outcomes income welcome become becomes before
        therefore healthy healthcare early soldier
    """,
    3: """
        hospital hospitals medicine medicines specialist specialists national together surgery dementia
        confusion psychosis therapy physical exercise family families pregnancy area areas average similar
        opinion privacy services involvement engagement benefit benefits carefully somebody everyone idea
        decision decisions condition conditions serious previous usual actual quality period various
        appointment appointments arthritis rheumatoid swallowing recover artery arteries aneurysm
        measurement ideas nuclear diary scientist audience efficient sufficient creation reaction creative
        theatre theatres usefully improvement improvements element elements document medical clinical
        practices pharmacy pharmacist ambulance consultant physician technician musician beautiful
        continue continues continued suitable religious regional curious obvious courageous video stereo
        ratio radio memory employment anyone healthier earlier earliest easier easiest happier busier
        barrier carrier
    """,
    4: """
        operation operations information integrated diabetes cholesterol epilepsy oesophagus emergency
        emergencies delirium exercises education confidential community communities usually actually
        recovery amputation comfortable available vegetable variety society experience convenient
        ingredient paramedic anaesthetist electrician evaluate situation influenza anxiety neonatal
    """,
    5: """
        psychological opinionated experiences geriatrician paediatrician evaluation chemotherapy
    """,
    6: """
        rehabilitation radiotherapy physiotherapy physiotherapist
    """,
}  # as dictionaries part them


@pytest.mark.parametrize("words, syllables, year, source", KINCAID.values(), ids=KINCAID)
def test_the_school_year_of_kincaid_is_the_published_one(words, syllables, year, source):
    found = reading.flesch_kincaid(words=1000 * words, sentences=1000, syllables=1000 * words * syllables)
    assert found == pytest.approx(year, abs=0.05), source


@pytest.mark.parametrize("text, ease, source", EASE.values(), ids=EASE)
def test_what_is_counted_in_a_text_gives_its_published_reading_ease(text, ease, source):
    found = reading.readability([text])
    counted = 206.835 - 1.015 * found.words / found.sentences - 84.6 * found.syllables / found.words
    assert counted == pytest.approx(ease, abs=0.5), source


@pytest.mark.parametrize("long_words, year", LONG_WORDS.items())
def test_smog_lies_within_a_year_of_the_rule_of_thumb(long_words, year):
    assert reading.smog(long_words, 30) == pytest.approx(year, abs=0.8), MCGRAW


def test_smog_of_fewer_sentences_is_that_of_thirty_like_them():
    assert reading.smog(3, 10) == reading.smog(9, 30)


@pytest.mark.parametrize("number", SYLLABLES)
def test_syllables_are_those_of_a_dictionary(number):
    wrong = {word: reading.syllables(word) for word in SYLLABLES[number].split()}
    assert {word: found for word, found in wrong.items() if found != number} == {}


def test_an_age_is_a_school_year_and_five():
    found = reading.readability(["The cat sat on the mat."])
    assert found.age == pytest.approx(reading.flesch_kincaid(6, 1, 6) + 5)
    assert found.age_for_all == pytest.approx(reading.smog(0, 1) + 5)


def test_long_words_and_long_sentences_are_harder():
    easy = reading.readability(["We ask. You tell us. We learn from it."])
    words = reading.readability(["We investigate. You participate. We subsequently reconsider."])
    joined = reading.readability(["We ask and you tell us and we learn from it"])
    assert easy.age < joined.age < words.age
    assert easy.age_for_all < words.age_for_all


def test_nothing_at_all_has_no_age_to_speak_of():
    assert reading.readability([]).words == 0
    assert reading.readability(["", "..."]).sentences == 0


def test_each_paragraph_ends_a_sentence_and_titles_of_people_do_not():
    found = reading.readability(["A heading without a stop", "Dr. Lee came. Mrs. Ray left."])
    assert found.sentences == 3


ABBREVIATED = {
    # name: (text, abbreviations nobody explained)
    "words, then brackets": ("The National Health Service (NHS) is free. The NHS is for all.", []),
    "brackets, then words": ("An ICB (integrated care board) plans care.", []),
    "nothing": ("Ask your GP about HbA1c.", ["GP", "HbA1c"]),
    "a plural": ("ICBs met.", ["ICB"]),
    "with a hyphen": ("MBRRACE-UK and FLS-DB count.", ["MBRRACE-UK", "FLS-DB"]),
    "stages of an illness are none": ("Stage IIIA or IV. I came. A week.", []),
}


@pytest.mark.parametrize("text, found", ABBREVIATED.values(), ids=ABBREVIATED)
def test_an_abbreviation_is_explained_where_it_stands_or_is_named(text, found):
    assert reading.unexplained(text) == found


def test_what_is_known_otherwise_needs_no_explaining():
    assert reading.unexplained("The NHS and the CQC.", {"NHS"}) == ["CQC"]
