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

R = TypeVar("R", bound="Record")
Words = Annotated[str, StringConstraints(min_length=1)]
Link = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]  # to a page for readers


class Record(BaseModel):
    """A frozen record that refuses keys it does not know and values of another kind."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)


def read(path: Path) -> dict[str, Any]:
    """Give the mapping a YAML file holds.

    Refused, with file and line: a file that is not there, is not UTF-8, is empty, is not a
    mapping, is not YAML, or has one key twice. Dates become dates; NO and YES stay words.
    """
    if not path.is_file():
        raise MissingInput(f"There is no file {path}. Check the name, or copy a neighbour and change it.")
    try:
        found = parsed(path.read_text(encoding="utf-8"), YAML(typ="safe", pure=True).load)
    except UnicodeDecodeError as error:
        raise BadDefinition(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1
        key = str(error.problem).split('"')[1]
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
    if not isinstance(found, dict):
        raise BadDefinition(f"{path} holds {_kind(found)}, where names and values (a: b) were expected.")
    return found


def build(record: type[R], mapping: dict[str, Any], *, where: Path) -> R:
    """Make a record of a mapping, or refuse it with every fault in one paragraph.

    record : the kind of record. mapping : as read. where : the file, named in the message.
    """
    try:
        return record.model_validate(mapping)
    except ValidationError as error:
        faults = [_fault(record, mapping, dict(detail), where) for detail in error.errors()]
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


def _fault(record: type[Record], mapping: dict[str, Any], detail: dict[str, Any], where: Path) -> str:
    """Say one fault in words: the line, the key, what is wrong with it."""
    at = tuple(detail["loc"])
    line = _line(where, at)
    place = f"line {line}, " if line else ""
    key = _spell(mapping, at)
    if detail["type"] == "extra_forbidden":
        known = sorted(_fields(record, at))
        guess = get_close_matches(str(at[-1]), known, n=1, cutoff=0.7)
        hint = f"Did you mean {guess[0]!r}?" if guess else f"Known: {', '.join(known)}."
        return f"{place}{key}: no key is called {at[-1]!r}. {hint}"
    if detail["type"] == "missing":
        return f"{place}{key}: is missing, and must be written."
    said = str(detail["msg"]).removeprefix("Value error, ")
    value = detail.get("input")
    shown = f" (it is {value!r})" if isinstance(value, (str, int, float, bool)) else ""
    return f"{place}{key}: {said}{shown}"


def _spell(mapping: Any, at: tuple) -> str:
    """Name a place as a person would: 'metrics, nhfd_surgery, target'."""
    words: list[str] = []
    for step in at:
        if isinstance(step, int) and isinstance(mapping, list) and step < len(mapping):
            mapping = mapping[step]
            name = mapping.get("id") if isinstance(mapping, dict) else None
            words.append(str(name or f"item {step + 1}"))
        else:
            mapping = mapping.get(step) if isinstance(mapping, dict) else None
            words.append(str(step))
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


def _line(path: Path, at: tuple) -> int | None:
    """Give the line a key stands on, counted from 1, or that of the nearest key around it."""
    node: Any = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8")) if path.is_file() else None
    line = None
    for step in at:
        try:
            place = node.lc.item(step) if isinstance(step, int) else node.lc.key(step)
            line, node = place[0] + 1, node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line
