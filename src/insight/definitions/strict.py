"""YAML read strictly into records: nothing unknown, nothing twice, every fault at once."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from insight.definitions.parsed import parsed
from insight.errors import BadDefinition, MissingInput
from insight.passwords import masked

R = TypeVar("R", bound="Record")
Words = Annotated[str, StringConstraints(min_length=1)]
Link = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]  # to a page for readers
LARGEST = 2_000_000  # bytes of a file
DEEPEST = 60  # levels of names and values
HEAVIEST = 10_000_000  # letters and values, counted as often as an alias (*name) repeats them
SHOWN = 120  # letters of a value in a message


class Record(BaseModel):
    """A frozen record that refuses keys it does not know and values of another kind."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)


def read(path: Path) -> dict[str, Any]:
    """Give the mapping a YAML file holds.

    Refused, with file and line: a file that is not there, cannot be opened, is not UTF-8, is empty, is too
    large, is not a mapping, is not YAML, has one key twice, or holds far more than is written in it. Dates
    become dates; NO and YES stay words.
    """
    try:
        found = parsed(_text(path), _loaded)
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1
        key = str(error.problem).partition('"')[2].partition('"')[0]
        raise BadDefinition(
            f"{path}, line {line}: the key {key!r} stands twice in one mapping, so one of the two "
            "would be lost. Remove or rename one."
        ) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BadDefinition(
            f"{path}, line {line}, is not YAML: {error.problem}. "
            "Look for a missing quote, a colon inside text, or a line that is indented differently."
        ) from error
    except YAMLError as error:
        raise BadDefinition(f"{path} is not YAML: {error}. Look for characters you cannot see.") from error
    except _Strange as error:
        raise BadDefinition(
            f"{path} cannot be read: {error}. Write it as the files beside it are."
        ) from error
    if not isinstance(found, dict):
        raise BadDefinition(f"{path} holds {_kind(found)}, where names and values (a: b) were expected.")
    return found


class _Strange(Exception):  # caught here
    """YAML that no definition is written in, and what is strange about it."""


def _text(path: Path) -> str:
    """Give a file's text, or refuse one that is not there, or none."""
    try:
        if not path.is_file():
            raise MissingInput(
                f"There is no file {_clipped(str(path))}. Check the name, or copy a neighbour and change it."
            )
        if path.stat().st_size > LARGEST:
            raise BadDefinition(f"{path} has more than {LARGEST:,} bytes. Part it into several files.")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadDefinition(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise MissingInput(
            f"{_clipped(str(path))} cannot be read: {error.strerror or error}. Check its name, and that you "
            "may read it."
        ) from error


def _loaded(text: str) -> Any:
    """Give what YAML says. The parser ends in errors of any kind where it meets what it did not foresee."""
    try:
        found = YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        raise
    except RecursionError as error:
        raise _Strange("its names and values lie in each other too deeply") from error
    except ValueError as error:
        raise _Strange(f"it holds a value that cannot be ({error})") from error
    except Exception as error:
        raise _Strange(f"it is no YAML that can be understood ({type(error).__name__})") from error
    _refuse_bombs(found)
    return found


def _refuse_bombs(found: Any) -> None:
    """Refuse what grows without end when its aliases are followed, and what lies too deep."""
    weight, left = 0, [(found, 0)]
    while left:
        value, level = left.pop()
        weight += 1 + (len(value) if isinstance(value, str) else 0)
        if level > DEEPEST:
            raise _Strange(f"its names and values lie in each other more than {DEEPEST} levels deep")
        if weight > HEAVIEST:
            raise _Strange("its aliases (*name) repeat far more than is written")
        if isinstance(value, dict):
            left += [(each, level + 1) for pair in value.items() for each in pair]
        elif isinstance(value, (list, tuple, set)):
            left += [(each, level + 1) for each in value]


def build(record: type[R], mapping: dict[str, Any], *, where: Path) -> R:
    """Make a record of a mapping, or refuse it with every fault in one paragraph.

    record : the kind of record. mapping : as read. where : the file, named in the message.
    """
    try:
        return record.model_validate(mapping)
    except ValidationError as error:
        marked = _marked(where)
        faults = [_fault(record, mapping, dict(detail), marked) for detail in error.errors()]
        count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
        raise BadDefinition.rows(f"{where} has {count} to mend:", faults, "Nothing was read.") from error


def named(record: type[R], path: Path) -> R:
    """Give what a YAML file holds as a record, whose id is the file's name.

    Raises MissingInput for a file that is not there, BadDefinition for one that cannot be used, or that gives
    itself another id than its name.
    """
    mapping = read(path)
    if mapping.setdefault("id", path.stem) != path.stem:
        raise BadDefinition(
            f"{path} says its id is {mapping['id']!r}, but the file is called {path.name}. Leave 'id' out."
        )
    return build(record, mapping, where=path)


def _kind(value: object) -> str:
    names = {"NoneType": "nothing", "list": "a list", "str": "a line of text"}
    return names.get(type(value).__name__, f"a {type(value).__name__}")


def _fault(record: type[Record], mapping: dict[str, Any], detail: dict[str, Any], marked: Any) -> str:
    """Say one fault in words: the line, the key, what is wrong with it."""
    at = tuple(detail["loc"])
    line = _line(marked, at)
    place = f"line {line}, " if line else ""
    key = _spell(mapping, at)
    if detail["type"] == "extra_forbidden":
        known = sorted(_fields(record, at))
        guess = get_close_matches(str(at[-1]), known, n=1, cutoff=0.7)
        hint = f"Did you mean {guess[0]!r}?" if guess else f"Known: {', '.join(known)}."
        return f"{place}{key}: no key is called {_clipped(repr(at[-1]))}. {hint}"
    if detail["type"] == "missing":
        return f"{place}{key}: is missing, and must be written."
    said = str(detail["msg"]).removeprefix("Value error, ")
    value = detail.get("input")
    told = isinstance(value, (str, int, float, bool)) and "password" not in key
    shown = f" (it is {_told(value)})" if told else ""
    return f"{place}{key}: {_clipped(said, 3 * SHOWN)}{shown}"


def _told(value: object) -> str:
    try:
        return _clipped(masked(repr(value)))
    except ValueError:  # a whole number of more digits than Python writes
        return "a number of thousands of digits"


def _clipped(words: str, most: int = SHOWN) -> str:
    return words if len(words) <= most else f"{words[: most - 3]}..."


def _spell(mapping: Any, at: tuple) -> str:
    """Name a place as a person would: 'metrics, nhfd_surgery, target'."""
    words: list[str] = []
    for step in at:
        if isinstance(step, int) and isinstance(mapping, list) and step < len(mapping):
            mapping = mapping[step]
            name = mapping.get("id") if isinstance(mapping, dict) else None
            words.append(_clipped(str(name or f"item {step + 1}"), 60))
        else:
            mapping = mapping.get(step) if isinstance(mapping, dict) else None
            words.append(_clipped(str(step), 60))
    return ", ".join(words) or "the file"


def _fields(record: type[Record], at: tuple) -> set[str]:
    """Give the keys the record at a place knows, following fields inwards."""
    current: Any = record
    for step in at[:-1]:
        if not isinstance(step, int) and hasattr(current, "model_fields") and step in current.model_fields:
            current = _inner(current.model_fields[step].annotation)
    return set(current.model_fields) if hasattr(current, "model_fields") else set()


def _inner(annotation: Any) -> Any:
    """Give the record inside list[...], tuple[..., ...], dict[str, ...] or X | None."""
    if hasattr(annotation, "model_fields"):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner(part)
        if hasattr(found, "model_fields"):
            return found
    return annotation


def _marked(path: Path) -> Any:
    """Give what a file says with the lines it stands on; None where it cannot be read again."""
    try:
        return YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except Exception:  # it has been read before: the message does without lines
        return None


def _line(marked: Any, at: tuple) -> int | None:
    """Give the line a key stands on, counted from 1, or that of the nearest key around it."""
    node, line = marked, None
    for step in at:
        try:
            place = node.lc.item(step) if isinstance(step, int) else node.lc.key(step)
            line, node = place[0] + 1, node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line
