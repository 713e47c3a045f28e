"""Imports as a learner does, and says what did not arrive of what a package holds."""
from __future__ import annotations

import os
from collections import Counter
from typing import Any, Iterator

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)

import anki_package
import anki_state
from anki_state import problem

CHOICES = {"if-newer": 0, "always": 1, "never": 2}
OUTCOMES = ("new", "updated", "duplicate", "conflicting")
# Tags that Anki leaves out of an import without scheduling (rslib import/notes.rs).
PERSONAL_TAGS = {"marked", "leech"}


def import_package(col: Collection, path: str, options: dict, problems: list[dict]) -> dict:
    """Imports one package and says what became of its notes; adds to `problems` what went wrong."""
    package = os.path.basename(path)
    media_before = anki_state.media(col)
    held = anki_package.restored(path, package, problems)
    if held:
        problems += anki_package.faults(held, package)
    try:
        log = bare_import(col, path, options)
    except BaseException as error:
        if not anki_state.is_failure(error):
            raise
        sentence = anki_state.sentence(error)
        problems.append(problem("import-refused", sentence, package=package))
        return {"package": package, "error": sentence, "found": 0, **{kind: [] for kind in OUTCOMES}}
    outcome = {"package": package, "error": None, **outcomes(col, log, held)}
    if outcome["conflicting"]:
        problems.append(
            problem(
                "conflicting-notes",
                "Anki left notes alone, as their note type has another shape here",
                package=package,
                guids=outcome["conflicting"],
            )
        )
    if held:
        problems += differences(col, held, outcome, options, media_before)
    return outcome


def bare_import(col: Collection, path: str, options: dict) -> Any:
    """`options` as the app shows them; what is not said is as in a new profile."""
    response = col.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=os.path.abspath(path),
            options=ImportAnkiPackageOptions(
                update_notes=CHOICES[options.get("updateNotes", "if-newer")],
                update_notetypes=CHOICES[options.get("updateNotetypes", "if-newer")],
                merge_notetypes=options.get("mergeNotetypes", False),
                with_scheduling=options.get("withScheduling", False),
                with_deck_configs=options.get("withPresets", False),
            ),
        )
    )
    return response.log


def import_text(col: Collection, path: str) -> dict:
    """A text file with Anki's header lines, every choice left as the file says it."""
    path = os.path.abspath(path)
    metadata = col.get_csv_metadata(path, None)
    return text_outcome(col, col.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log)


def import_json(col: Collection, path: str) -> dict:
    return text_outcome(col, col.import_json_file(os.path.abspath(path)).log)


def text_outcome(col: Collection, log: Any) -> dict:
    skipped = {
        kind: len(getattr(log, kind))
        for kind in ("missing_notetype", "missing_deck", "empty_first_field", "first_field_match")
    }
    return {**outcomes(col, log, None), "skipped": skipped}


def outcomes(col: Collection, log: Any, held: dict | None) -> dict:
    ours = dict(col.db.all("select id, guid from notes"))
    # a conflicting note is named by its id in the package, all others by their id in the collection
    theirs = {note["id"]: note["guid"] for note in held["notes"]} if held else {}
    guids = {kind: theirs if kind == "conflicting" else ours for kind in OUTCOMES}
    return {
        "found": log.found_notes,
        **{
            kind: sorted(
                str(guids[kind].get(note.id.nid, note.id.nid)) for note in getattr(log, kind)
            )
            for kind in OUTCOMES
        },
    }


def differences(
    col: Collection, held: dict, outcome: dict, options: dict, media_before: dict
) -> list[dict]:
    now = {note["guid"]: note for note in anki_state.notes(col)}
    taken = {*outcome["new"], *outcome["updated"]}
    times = Counter(note["guid"] for note in held["notes"])
    arrived = [
        (note, now[note["guid"]])
        for note in held["notes"]
        if note["guid"] in taken and times[note["guid"]] == 1
    ]
    waiting = [
        note["guid"]
        for note in held["notes"]
        if note["guid"] in outcome["duplicate"] and texts(note) != texts(now[note["guid"]])
    ]
    found = [*rewritten(arrived, options)]
    if options.get("updateNotes") != "never":
        found.append(("undelivered-notes", "notes did not get this package's text", waiting))
    if options.get("updateNotetypes") != "never":
        behind = undelivered_notetypes(col, held)
        found.append(("undelivered-notetypes", "note types kept another version", behind))
    found += media_differences(anki_state.media(col), held["media"], media_before, bool(taken))
    package = outcome["package"]
    return [problem(kind, words, package=package, which=which) for kind, words, which in found if which]


def rewritten(arrived: list[tuple[dict, dict]], options: dict) -> Iterator[tuple[str, str, list]]:
    dropped = set() if options.get("withScheduling") else PERSONAL_TAGS
    changed, sort_fields, checksums = [], [], []
    for was, now in arrived:
        tags = {tag for tag in was["tags"] if tag.lower() not in dropped}
        if texts(was) != texts(now) or tags != set(now["tags"]):
            both = {key: [was[key], now[key]] for key in ("fields", "tags")}
            changed.append({"guid": was["guid"], **both})
            continue
        if was["sortField"] != now["sortField"]:
            sort_fields.append([was["guid"], was["sortField"], now["sortField"]])
        if was["checksum"] != now["checksum"]:
            checksums.append([was["guid"], was["checksum"], now["checksum"]])
    yield "text-changed", "Anki rewrote fields or tags while it imported", changed
    yield "sort-field-differs", "Anki computes another sort field", sort_fields
    yield "checksum-differs", "Anki computes another checksum", checksums


def texts(note: dict) -> list[str]:
    """Without the names, as a collection may know a field by another one."""
    return [*note["fields"].values()]


def undelivered_notetypes(col: Collection, held: dict) -> list[str]:
    here = anki_state.notetypes(col)
    copies = {notetype.get("originalId"): notetype for notetype in here.values()}
    behind = []
    for ident in {note["notetypeId"] for note in held["notes"]} & set(held["notetypes"]):
        wanted = held["notetypes"][ident]
        if not any(
            kept and same_definition(wanted, kept) for kept in (here.get(ident), copies.get(ident))
        ):
            behind.append(wanted["name"])
    return sorted(behind)


def same_definition(wanted: dict, kept: dict) -> bool:
    """The styling and every template of `wanted` are in `kept`, which may have more by a merge."""
    sides = {(template["qfmt"], template["afmt"]) for template in kept["tmpls"]}
    return wanted["css"] == kept["css"] and all(
        (template["qfmt"], template["afmt"]) in sides for template in wanted["tmpls"]
    )


def media_differences(
    here: dict, held: dict, before: dict, imported: bool
) -> Iterator[tuple[str, str, list]]:
    present = {file["sha1"] for file in here.values()}
    lost = [name for name, file in held.items() if file["sha1"] not in present]
    left = [name for name in lost if imported and name not in here]
    yield "media-left-behind", "no imported note uses these files", left
    stale = [name for name in lost if name in before]
    yield "stale-media", "the collection kept its older file of that name", stale
