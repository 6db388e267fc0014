"""The tables of the database as a page tells them: the statements that make them, and what columns mean."""

from sqlalchemy.dialects import postgresql

from insight.formats import grid, render, table
from insight.warehouse.layout import ABOUT, EDITIONS, FIELDS, OWN, SCHEMA, statements

HEAD = ("Column", "Type", "Meaning", "Empty when")
MADE = (
    "<details><summary>The statements that make the tables</summary>"
    '<pre tabindex="0"><code>{{ statements }}</code></pre></details>'
)


def page() -> str:
    """Give, as Markdown, what the tables hold, which columns only a database has, and the statements."""
    held = "".join(f"- `{name}`: {ABOUT[name].split(': ')[-1].lower()}\n" for name in FIELDS)
    rows = [(field.name, field.kind, field.words, field.missing or "never") for field in (*OWN, *EDITIONS)]
    columns = table(
        grid(rows, HEAD), "Columns that only a database has: two of every table, then of editions."
    )
    made = [one for one in statements(SCHEMA, postgresql.dialect()) if not one.startswith("COMMENT")]
    told = render(MADE, statements=";\n\n".join(made) + ";")
    return f"{held}\n```{{raw}} html\n{columns}\n{told}\n```\n"
