"""What a package holds, and faults of it that an import passes over in silence."""
from __future__ import annotations

import os
import tempfile
from collections import Counter
from contextlib import suppress

from anki.collection import Collection
from anki._backend import RustBackend

import anki_state
from anki_state import problem


def restored(path: str, package: str, problems: list[dict]) -> dict | None:
    """What the package holds as a collection of its own, untouched by the rules of an import. It has
    the layout of a backup; restoring one runs SQLite's integrity check, which an import does not."""
    with tempfile.TemporaryDirectory(prefix="deckwright-anki-", ignore_cleanup_errors=True) as folder:
        place = os.path.join(folder, "collection.anki2")
        source = None
        try:
            RustBackend().import_collection_package(
                col_path=place,
                backup_path=os.path.abspath(path),
                media_folder=os.path.join(folder, "collection.media"),
                media_db=os.path.join(folder, "collection.media.db2"),
            )
            source = Collection(place)
            return contents(source)
        except BaseException as error:
            if not anki_state.is_failure(error):
                raise
            sentence = anki_state.sentence(error)
            problems.append(problem("restore-refused", sentence, package=package))
            return None
        finally:
            if source:
                with suppress(BaseException):
                    source.close()


def contents(source: Collection) -> dict:
    presets = {preset["id"] for preset in source.decks.all_config()}
    return {
        "notes": anki_state.notes(source),
        "notetypes": anki_state.notetypes(source),
        "decks": anki_state.deck_names(source),
        "cards": source.db.all("select id, nid, did from cards"),
        "media": anki_state.media(source),
        "adrift": sorted(
            deck["name"]
            for deck in source.decks.all()
            if not deck["dyn"] and deck["conf"] not in presets
        ),
    }


def faults(held: dict, package: str) -> list[dict]:
    guids = Counter(note["guid"] for note in held["notes"])
    notes = {note["id"] for note in held["notes"]}
    homes = {held["decks"].get(deck, "") for _, _, deck in held["cards"]}
    found = [
        ("repeated-guid", "notes share a guid: updates reach one only",
            [guid for guid, times in guids.items() if times > 1]),
        ("empty-guid", "notes have no guid", [n["id"] for n in held["notes"] if not n["guid"]]),
        ("card-without-note", "cards belong to no note",
            [card for card, note, _ in held["cards"] if note not in notes]),
        ("note-without-cards", "notes have no card",
            [note["guid"] for note in held["notes"] if not note["cards"]]),
        ("card-in-missing-deck", "cards lie in decks that the package lacks",
            [card for card, _, deck in held["cards"] if deck not in held["decks"]]),
        ("missing-preset", "decks name a preset that the package lacks", held["adrift"]),
        ("unused-deck", "Anki does not import decks that hold no cards below them",
            [name for ident, name in held["decks"].items()
                if ident != 1 and not any(f"{home}::".startswith(f"{name}::") for home in homes)]),
    ]
    return [problem(kind, words, package=package, which=which) for kind, words, which in found if which]
