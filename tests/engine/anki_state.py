"""What stands in a collection, as plain data."""
from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from typing import Any

from anki.collection import Collection

SCHEDULE = "type queue due ivl factor reps lapses left odue odid flags data".split()


def state(col: Collection, stock: set[int]) -> dict:
    """Everything a test may ask about. Note types that came with a new profile count only if used."""
    found = notes(col)
    used = Counter(note["notetypeId"] for note in found)
    return {
        "notes": found,
        "notetypes": [
            describe_notetype(notetype, used[ident])
            for ident, notetype in sorted(notetypes(col).items())
            if used[ident] or ident not in stock
        ],
        "decks": decks(col),
        "tags": sorted(col.tags.all()),
        "media": [{"name": name, **file} for name, file in media(col).items()],
        "presets": sorted(preset["name"] for preset in col.decks.all_config()),
        "schemaModified": col.db.scalar("select scm from col"),
    }


def notes(col: Collection) -> list[dict]:
    kinds = notetypes(col)
    cards = cards_by_note(col)
    rows = col.db.all(
        "select id, guid, mid, mod, tags, flds, cast(sfld as text), csum from notes order by id"
    )
    return [
        {
            "guid": guid,
            "id": ident,
            "mod": mod,
            "notetype": kinds[mid]["name"] if mid in kinds else None,
            "notetypeId": mid,
            "fields": named_fields(kinds.get(mid), flds.split("\x1f")),
            "tags": tags.split(),
            "sortField": sort_field,
            "checksum": checksum,
            "cards": cards[ident],
        }
        for ident, guid, mid, mod, tags, flds, sort_field, checksum in rows
    ]


def named_fields(notetype: dict | None, texts: list[str]) -> dict[str, str]:
    names = [field["name"] for field in notetype["flds"]] if notetype else []
    if len(names) != len(texts):
        names = [str(index) for index in range(len(texts))]
    return dict(zip(names, texts))


def cards_by_note(col: Collection) -> dict[int, list[dict]]:
    reviews = defaultdict(list)
    for card, time, rating, interval, kind in col.db.all(
        "select cid, id, ease, ivl, type from revlog order by id"
    ):
        reviews[card].append({"time": time, "rating": rating, "interval": interval, "kind": kind})
    names = deck_names(col)
    found: dict[int, list[dict]] = defaultdict(list)
    columns = ", ".join(SCHEDULE)
    for ident, note, deck, order, *schedule in col.db.all(
        f"select id, nid, did, ord, {columns} from cards order by nid, ord, id"
    ):
        found[note].append(
            {
                "id": ident,
                "ord": order,
                "deck": names.get(deck),
                **dict(zip(SCHEDULE, schedule)),
                "reviews": reviews[ident],
            }
        )
    return found


def notetypes(col: Collection) -> dict[int, dict]:
    # imports and checks change note types behind the cache of Anki's Python layer
    col.models._clear_cache()
    return {notetype["id"]: notetype for notetype in col.models.all()}


def unused_notetypes(col: Collection) -> set[int]:
    return set(notetypes(col)) - set(col.db.list("select distinct mid from notes"))


def describe_notetype(notetype: dict, used: int) -> dict:
    return {
        "id": notetype["id"],
        "name": notetype["name"],
        "kind": "cloze" if notetype["type"] == 1 else "normal",
        "mod": notetype["mod"],
        "sortField": notetype["sortf"],
        "originalId": notetype.get("originalId"),
        "stockKind": notetype.get("originalStockKind", 0),
        "notes": used,
        "fields": [
            {
                "name": field["name"],
                "id": wide(field.get("id")),
                "tag": field.get("tag"),
                "rtl": field["rtl"],
                "font": field["font"],
                "size": field["size"],
                "sticky": field["sticky"],
                "plainText": field.get("plainText", False),
                "collapsed": field.get("collapsed", False),
                "excludeFromSearch": field.get("excludeFromSearch", False),
                "preventDeletion": field.get("preventDeletion", False),
                "description": field.get("description", ""),
            }
            for field in notetype["flds"]
        ],
        "templates": [
            {
                "name": template["name"],
                "id": wide(template.get("id")),
                "front": template["qfmt"],
                "back": template["afmt"],
                "browserFront": template["bqfmt"],
                "browserBack": template["bafmt"],
            }
            for template in notetype["tmpls"]
        ],
        "css": notetype["css"],
        "latexPre": notetype["latexPre"],
        "latexPost": notetype["latexPost"],
        "latexSvg": notetype["latexsvg"],
    }


def wide(number: int | None) -> str | None:
    """Field and template ids are 64-bit: more than a number of JavaScript holds."""
    return None if number is None else str(number)


def deck_names(col: Collection) -> dict[int, str]:
    return {deck.id: deck.name for deck in col.decks.all_names_and_ids()}


def decks(col: Collection) -> list[dict]:
    """All decks, but Anki's own Default deck only when it holds cards."""
    counts = Counter(col.db.list("select did from cards"))
    found = []
    for ident, name in sorted(deck_names(col).items(), key=lambda pair: pair[1]):
        deck = col.decks.get(ident)
        if ident == 1 and not counts[1]:
            continue
        found.append(
            {
                "id": ident,
                "name": name,
                "description": deck.get("desc", ""),
                "markdown": deck.get("md", False),
                "filtered": bool(deck["dyn"]),
                "cards": counts[ident],
                "preset": deck.get("conf"),
            }
        )
    return found


def media(col: Collection) -> dict[str, dict]:
    with os.scandir(col.media.dir()) as files:
        paths = {file.name: file.path for file in files if file.is_file()}
    return {name: describe_file(paths[name]) for name in sorted(paths)}


def describe_file(path: str) -> dict:
    digest = hashlib.sha1()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 16):
            digest.update(chunk)
    return {"size": os.path.getsize(path), "sha1": digest.hexdigest()}


def problem(kind: str, sentence: str, **details: Any) -> dict:
    return {"kind": kind, "sentence": sentence, "details": details}


def is_failure(error: BaseException) -> bool:
    """Rust panics arrive as a BaseException; only a wish to stop is let through."""
    return not isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit))


def sentence(error: BaseException) -> str:
    return plain(f"{type(error).__name__}: {error}").strip()


def plain(text: str) -> str:
    """Anki puts direction marks around what it fills into its messages."""
    return text.replace("\u2068", "").replace("\u2069", "")
