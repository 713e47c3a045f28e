"""What Anki itself says about a collection: its renderer, its checks, what its repairs change."""
from __future__ import annotations

from typing import Any, Iterator

from anki.collection import Collection
from anki.errors import TemplateError

import anki_state
from anki_state import problem


def check(col: Collection, stock: set[int]) -> list[dict]:
    """Runs Anki's checks, which repair what they can: the collection may be another one afterwards."""
    found = [
        *template_errors(col),
        *empty_cards(col),
        *media_check(col),
        *database_check(col),
        *refused_notetypes(col, stock),
    ]
    return [problem(kind, words, which=which) for kind, words, which in found if which]


def render(col: Collection) -> list[dict]:
    """Question and answer of every card, by note and card number."""
    names = anki_state.deck_names(col)
    return [
        {**rendered(col, ident), "deck": names.get(deck)}
        for ident, deck in col.db.all("select id, did from cards order by nid, ord, id")
    ]


def rendered(col: Collection, ident: int) -> dict:
    card = col.get_card(ident)
    result: dict[str, Any] = {"guid": card.note().guid, "cardId": ident, "ord": card.ord}
    try:
        # render_output puts a template's error on the card; this raises it
        sides = col._backend.render_existing_card(card_id=ident, browser=False, partial_render=True)
        output = card.render_output(reload=True)
        return {
            **result,
            "notetype": card.note_type()["name"],
            "template": card.template()["name"],
            "question": output.question_text,
            "answer": output.answer_text,
            "questionAudio": [audio(tag) for tag in output.question_av_tags],
            "answerAudio": [audio(tag) for tag in output.answer_av_tags],
            "empty": sides.is_empty,
            "error": None,
        }
    except BaseException as error:
        if not anki_state.is_failure(error):
            raise
        words = str(error) if isinstance(error, TemplateError) else anki_state.sentence(error)
        blank = {"notetype": None, "template": None, "question": "", "answer": ""}
        silence = {"questionAudio": [], "answerAudio": []}
        return {**result, **blank, **silence, "empty": False, "error": anki_state.plain(words)}


def audio(tag: Any) -> str:
    """The file's name, or what is spoken: `tts:<language>:<text>`."""
    return tag.filename if hasattr(tag, "filename") else f"tts:{tag.lang}:{tag.field_text}"


def occlusion(col: Collection, request: dict) -> dict:
    """What Anki's image occlusion editor makes of a note."""
    ident = col.db.scalar("select id from notes where guid = ?", request["guid"])
    response = col.get_image_occlusion_note(note_id=ident)
    if response.WhichOneof("value") == "error":
        raise ValueError(anki_state.plain(response.error))
    note = response.note
    return {
        "image": note.image_file_name,
        "imageSize": len(note.image_data),
        "header": note.header,
        "backExtra": note.back_extra,
        "tags": list(note.tags),
        "occludeInactive": note.occlude_inactive,
        "occlusions": [
            {
                "number": occlusion.ordinal,
                "shapes": [
                    {"shape": s.shape, "properties": {p.name: p.value for p in s.properties}}
                    for s in occlusion.shapes
                ],
            }
            for occlusion in note.occlusions
        ],
    }


Finding = tuple[str, str, list]


def template_errors(col: Collection) -> Iterator[Finding]:
    wrong = [card for card in render(col) if card["error"]]
    yield "template-error", "cards cannot be rendered", [
        [card["guid"], card["ord"], card["error"]] for card in wrong
    ]


def empty_cards(col: Collection) -> Iterator[Finding]:
    orders = dict(col.db.all("select id, ord from cards"))
    guids = dict(col.db.all("select id, guid from notes"))
    yield "empty-cards", "cards have a blank front", [
        [guids[note.note_id], sorted(orders[card] for card in note.card_ids)]
        for note in col.get_empty_cards().notes
    ]


def media_check(col: Collection) -> Iterator[Finding]:
    before = texts(col)
    result = col.media.check()
    yield "missing-media", "notes name files that are not there", sorted(result.missing)
    yield "unused-media", "no note uses these files", sorted(result.unused)
    after = texts(col)
    yield "changed-by-media-check", "Check Media had to rewrite notes", [
        [guid, before[guid], after[guid]] for guid in before if before[guid] != after[guid]
    ]


def texts(col: Collection) -> dict[str, str]:
    return dict(col.db.all("select guid, flds from notes"))


def database_check(col: Collection) -> Iterator[Finding]:
    notes, cards, decks = rows(col), card_orders(col), anki_state.deck_names(col)
    notetypes = definitions(col)
    try:
        words, fine = col.fix_integrity()
    except BaseException as error:
        if not anki_state.is_failure(error):
            raise
        yield "database-check", "Check Database failed", [anki_state.sentence(error)]
        return
    lines = [] if fine else [anki_state.plain(line) for line in words.splitlines() if line.strip()]
    yield "database-check", "Check Database found problems", lines
    notes_now, cards_now = rows(col), card_orders(col)
    yield "missing-cards", "Anki made cards that the package lacks", [
        card for ident, card in cards_now.items() if ident not in cards
    ]
    yield "removed-cards", "Check Database removed cards", [
        card for ident, card in cards.items() if ident not in cards_now
    ]
    yield "notes-changed-by-check", "Check Database rewrote notes", [
        [row, notes_now.get(ident)] for ident, row in notes.items() if notes_now.get(ident) != row
    ]
    definitions_now = definitions(col)
    yield "notetypes-changed-by-check", "Check Database changed or added note types", sorted(
        notetype["name"]
        for ident, notetype in definitions_now.items()
        if notetypes.get(ident) != notetype
    )
    added = set(anki_state.deck_names(col).values()) - set(decks.values())
    yield "decks-added-by-check", "Check Database added decks", sorted(added)


def rows(col: Collection) -> dict[int, list]:
    columns = "id, guid, mid, mod, tags, flds, cast(sfld as text), csum"
    return {row[0]: row for row in col.db.all(f"select {columns} from notes")}


def card_orders(col: Collection) -> dict[int, list]:
    guids = dict(col.db.all("select id, guid from notes"))
    cards = col.db.all("select id, nid, ord from cards")
    return {ident: [guids.get(note), order] for ident, note, order in cards}


def definitions(col: Collection) -> dict[int, dict]:
    """Without `mod`: Check Database stamps image occlusion types each time."""
    return {
        ident: {key: value for key, value in notetype.items() if key not in ("mod", "usn")}
        for ident, notetype in anki_state.notetypes(col).items()
    }


def refused_notetypes(col: Collection, stock: set[int]) -> Iterator[Finding]:
    """Note types that a person could not save in Anki's own editor."""
    refused = []
    for ident, notetype in anki_state.notetypes(col).items():
        if ident in stock:
            continue
        try:
            col.models.update_dict(notetype)
        except BaseException as error:
            if not anki_state.is_failure(error):
                raise
            refused.append([notetype["name"], anki_state.sentence(error)])
    yield "notetype-refused", "Anki refuses to save note types", refused
