"""Asks the real Anki engine what it makes of the cases in tests/notetype/vectors/cases.json.

    python3 -m venv venv && venv/bin/pip install anki==26.9.3
    venv/bin/python scripts/template-vectors.py
    npx biome format --write tests/notetype/vectors

For every case: the error with which Anki refuses to save the note type (if it does), the card ords it
generates for each note, and question and answer of each card. Where Anki refuses to save, the cards of
template by template are rendered as the card layout screen would. Writes answers.json beside the cases.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection  # first: anki's own imports go in a circle otherwise

from anki import hooks, latex
from anki.template import TemplateRenderContext

# [latex] would need a LaTeX on this machine, and Deckwright never makes any.
hooks.card_did_render.remove(latex.on_card_did_render)

# Anki's own words about an empty or broken card, in the learner's language, and ids by a hash.
PLAIN = [
    (re.compile(r"<div>(The front of this card is blank|No cloze .?\d+).*?</div>", re.S), "[blank]"),
    (re.compile(r"^(Front|Back) template has a problem:.*", re.S), "[broken]"),
    (re.compile(r"hint[0-9a-f]{16}"), "hint-id"),
]
FOLDER = Path(__file__).parent.parent / "tests/notetype/vectors"


def main() -> None:
    cases = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder) / "collection.anki2"))
        answers = {case["name"]: answer(col, case) for case in cases}
        col.close()
    text = json.dumps(answers, indent=1, ensure_ascii=False)
    (FOLDER / "answers.json").write_text(text + "\n", encoding="utf-8")


def answer(col: Collection, case: dict) -> dict:
    wanted = notetype(col, case, case["templates"])
    refused = None
    try:
        saved = col.models.get(col.models.add_dict(wanted).id)
    except Exception as error:
        refused = re.sub(r"[\u2068\u2069]", "", str(error))
        side = "{{cloze:%s}}" if case.get("kind") == "cloze" else "{{%s}}"
        side %= case["fields"][0]
        plain = [
            {"name": t["name"], "front": f"{i}{side}", "back": side}
            for i, t in enumerate(case["templates"])
        ]
        saved = col.models.get(col.models.add_dict(notetype(col, case, plain)).id)
    notes = [note_answer(col, case, saved, wanted if refused else None, n) for n in case["notes"]]
    return {"refused": refused, "notes": notes}


def notetype(col: Collection, case: dict, templates: list[dict]) -> dict:
    result = col.models.new(case["name"])
    result["type"] = 1 if case.get("kind") == "cloze" else 0
    result["flds"] = [col.models.new_field(name) for name in case["fields"]]
    for row in templates:
        template = col.models.new_template(row["name"])
        template["qfmt"], template["afmt"] = row["front"], row["back"]
        result["tmpls"].append(template)
    return result


def note_answer(col: Collection, case: dict, saved: dict, wanted: dict | None, row: dict) -> dict:
    note = col.new_note(saved)
    note.fields = list(row["fields"])
    note.tags = row.get("tags", [])
    col.add_note(note, col.decks.id(row.get("deck", "Default")))
    cards = note.cards()
    if wanted is None:
        ords = sorted(card.ord for card in cards)
        rendered = {c.ord: c.render_output() for c in cards}
        # Anki never leaves a note without a card; that one is empty, and not counted as generated.
        empty = {i for r in col.get_empty_cards().notes if r.note_id == note.id for i in r.card_ids}
        ords = sorted(card.ord for card in cards if card.id not in empty)
    else:
        ords = None
        numbers = range(len(wanted["tmpls"]))
        rendered = {o: layout(col, note, cards[0], wanted, o) for o in numbers}
    return {
        "ords": ords,
        "cards": {
            str(o): [plain(out.question_text), plain(out.answer_text)]
            for o, out in sorted(rendered.items())
        },
    }


def plain(text: str) -> str:
    for pattern, word in PLAIN:
        text = pattern.sub(word, text)
    return text


def layout(col: Collection, note, card, wanted: dict, ord: int):
    card.ord = ord
    template = wanted["tmpls"][0 if wanted["type"] else ord]
    context = TemplateRenderContext.from_card_layout(note, card, wanted, template, False)
    return context.render()


if __name__ == "__main__":
    sys.exit(main())
