"""What an author does in Anki itself: notes, note types, media, and a package of it all."""
from __future__ import annotations

import base64
import os

from anki.collection import Collection, ExportAnkiPackageOptions

import anki_state


def add(col: Collection, content: dict) -> list[str]:
    """Adds note types, media, notes and deck descriptions; gives the guids of the notes, in order."""
    for notetype in content.get("notetypes", []):
        add_notetype(col, notetype)
    for name, encoded in content.get("media", {}).items():
        stored = col.media.write_data(name, base64.b64decode(encoded))
        if stored != name:
            raise ValueError(f"Anki stores the file {name!r} as {stored!r}")
    guids = [add_note(col, note) for note in content.get("notes", [])]
    for name, description in content.get("decks", {}).items():
        deck = col.decks.get(col.decks.id(name))
        deck["desc"] = description
        col.decks.save(deck)
    return guids


def add_notetype(col: Collection, wanted: dict) -> None:
    notetype = col.models.new(wanted["name"])
    notetype["type"] = 1 if wanted.get("kind") == "cloze" else 0
    notetype["css"] = wanted.get("css", "")
    notetype["flds"] = [col.models.new_field(name) for name in wanted["fields"]]
    notetype["tmpls"] = [
        {**col.models.new_template(card["name"]), "qfmt": card["front"], "afmt": card["back"]}
        for card in wanted["templates"]
    ]
    col.models.add_dict(notetype)
    anki_state.notetypes(col)


def add_note(col: Collection, wanted: dict) -> str:
    if wanted["notetype"] == "Image Occlusion":
        col.add_image_occlusion_notetype()
    note = col.new_note(col.models.by_name(wanted["notetype"]))
    if "guid" in wanted:
        note.guid = wanted["guid"]
    for index, text in enumerate(wanted["fields"]):
        note.fields[index] = text
    note.tags = list(wanted.get("tags", []))
    col.add_note(note, col.decks.id(wanted.get("deck", "Default")))
    if "mod" in wanted:
        col.db.execute("update notes set mod = ? where id = ?", wanted["mod"], note.id)
    return note.guid


def export(col: Collection, request: dict) -> int:
    """Writes a package (`legacy` or `latest`) and gives the number of its notes."""
    return col.export_anki_package(
        out_path=os.path.abspath(request["out"]),
        options=ExportAnkiPackageOptions(
            with_scheduling=request.get("withScheduling", False),
            with_deck_configs=request.get("withPresets", False),
            with_media=True,
            legacy=request.get("format", "legacy") == "legacy",
        ),
        limit=None,
    )
