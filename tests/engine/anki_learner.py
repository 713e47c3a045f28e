"""What a learner does with a deck between two imports. A note is named by its guid, a card by its
note's guid and its number (`ord`)."""
from __future__ import annotations

import time
from typing import Any

from anki.collection import Collection
from anki.notes import Note

import anki_state


def answer(col: Collection, request: dict) -> list[dict]:
    """Answers up to `count` cards as the queue brings them, going through `ratings` (1 Again to
    4 Easy) again and again; of one deck and those below it, or of all."""
    lift_limits(col)
    ratings = request.get("ratings", [3])
    answered: list[dict] = []
    for deck in study_decks(col, request.get("deck")):
        col.decks.set_current(deck)
        while len(answered) < request["count"]:
            card = col.sched.getCard()
            if card is None:
                break
            rating = ratings[len(answered) % len(ratings)]
            card.start_timer()
            keep_within_second()
            col.sched.answerCard(card, rating)
            answered.append({"guid": card.note().guid, "ord": card.ord, "rating": rating})
    return answered


def keep_within_second() -> None:
    """Answers faster than one a millisecond get ids in the log that are ahead of the clock. Where
    one falls into the next second, the card says another second than the log, and Check Database
    finds fault with it."""
    left = 1 - time.time() % 1
    if left < 0.1:
        time.sleep(left)


def lift_limits(col: Collection) -> None:
    for preset in col.decks.all_config():
        preset["new"]["perDay"] = preset["rev"]["perDay"] = 9999
        col.decks.update_config(preset)


def study_decks(col: Collection, name: str | None) -> list[int]:
    if name is not None:
        return [deck_id(col, name)]
    names = sorted(anki_state.deck_names(col).items(), key=lambda pair: pair[1])
    return [ident for ident, deck in names if "::" not in deck]


def edit(col: Collection, request: dict) -> None:
    """Writes fields; `at` (seconds) says when, for an edit that is to lie between two releases."""
    note = note_of(col, request)
    for name, text in request["fields"].items():
        note[name] = text
    col.update_note(note)
    stamp(col, note, request)


def tag(col: Collection, request: dict) -> None:
    note = note_of(col, request)
    col.tags.bulk_add([note.id], " ".join(request.get("add", [])))
    col.tags.bulk_remove([note.id], " ".join(request.get("remove", [])))
    stamp(col, note, request)


def stamp(col: Collection, note: Note, request: dict) -> None:
    if "at" in request:
        col.db.execute("update notes set mod = ? where id = ?", request["at"], note.id)


def move(col: Collection, request: dict) -> None:
    """To a deck, which is made when it is not there."""
    col.set_deck(cards_of(col, request), col.decks.id(request["deck"]))


def suspend(col: Collection, request: dict) -> None:
    col.sched.suspend_cards(cards_of(col, request))


def flag(col: Collection, request: dict) -> None:
    col.set_user_flag_for_cards(request["flag"], cards_of(col, request))


def remove_note(col: Collection, request: dict) -> None:
    col.remove_notes([note_of(col, request).id])


def remove_empty_cards(col: Collection, _request: dict) -> int:
    cards = [card for note in col.get_empty_cards().notes for card in note.card_ids]
    col.remove_cards_and_orphaned_notes(cards)
    return len(cards)


def change_deck(col: Collection, request: dict) -> None:
    deck = col.decks.get(deck_id(col, request["name"]))
    if "description" in request:
        deck["desc"] = request["description"]
        col.decks.save(deck)
    if "rename" in request:
        col.decks.rename(deck["id"], request["rename"])


def change_notetype(col: Collection, request: dict) -> None:
    """Adds, removes and renames fields, writes styling, as the app's windows do."""
    notetype = next(
        found for found in anki_state.notetypes(col).values() if found["name"] == request["name"]
    )
    for name in request.get("addFields", []):
        col.models.add_field(notetype, col.models.new_field(name))
    for name in request.get("removeFields", []):
        col.models.remove_field(notetype, field(notetype, name))
    for name, other in request.get("renameFields", {}).items():
        col.models.rename_field(notetype, field(notetype, name), other)
    if "css" in request:
        notetype["css"] = request["css"]
    col.models.update_dict(notetype)


def field(notetype: dict, name: str) -> dict:
    return next(found for found in notetype["flds"] if found["name"] == name)


def deck_id(col: Collection, name: str) -> int:
    ident = col.decks.id_for_name(name)
    if ident is None:
        raise LookupError(f"no deck {name!r}")
    return ident


def note_of(col: Collection, request: dict) -> Note:
    ident: Any = col.db.scalar("select id from notes where guid = ?", request["guid"])
    if ident is None:
        raise LookupError(f"no note with the guid {request['guid']!r}")
    return col.get_note(ident)


def cards_of(col: Collection, request: dict) -> list[int]:
    cards = note_of(col, request).cards()
    return [card.id for card in cards if request.get("ord", card.ord) == card.ord]
