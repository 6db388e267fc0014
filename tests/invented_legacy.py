"""An invented programme that closed, as a document of the shape that legacy.reading reads."""

LEFT = "Records and assets of this strand will be handed to the {body} where that is useful and fitting."
EMPTY = (
    "Anything done from 1 May 2031, money and people included, will be for the {body} alone to settle later."
)


def strand(heading, leads, body, *more):
    """Give one part: heading, leads, its own paragraphs, and the two that every part has."""
    label = "Strand leads" if " and " in leads else "Strand lead"
    own = more or (f"The strand on {heading.lower()} met every month.",)
    return [heading, f"{label}: {leads}", *own, LEFT.format(body=body), EMPTY.format(body="Board")]


STRANDS = {
    "Knees": strand(
        "Knees", "Dr Ann Able and Sir Bob Best", "Board", "Nearly 70% of 2,000 clinics took part in 2030."
    ),
    "Hips": strand("Hips", "Bob Best", "Board and the College"),
    "Wrists": strand("Wrists", "Cat Cole", "Board"),
}


def document(strands=STRANDS, title="Broken Bones programme strands"):
    """Give the document's text."""
    opening = [title, "The strands close on 30 April 2031, as planned."]
    return "\n".join([*opening, *(line for lines in strands.values() for line in lines)])
