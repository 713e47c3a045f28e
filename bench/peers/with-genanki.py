"""What an author would write around genanki: `with-genanki.py plain|markdown|highlight DECKS OUT`."""

import html
import re
import sys
from pathlib import Path

import genanki

how, source, target = sys.argv[1:]

BASIC = genanki.Model(
    1607392319,
    "Basic",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
)
CLOZE = genanki.Model(
    1607392320,
    "Cloze",
    model_type=genanki.Model.CLOZE,
    fields=[{"name": "Text"}, {"name": "Extra"}],
    templates=[{"name": "Card", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}{{Extra}}"}],
)
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.S)
# Markdown passes these by, and no note has them. (Python-Markdown itself uses \x02 and \x03.)
KEPT = re.compile("\ue000(\\d+)\ue001")


def renderer():
    if how == "plain":
        return lambda text: html.escape(text, quote=False)
    import markdown

    extensions = ["fenced_code", "tables", "sane_lists"]
    parser = markdown.Markdown(extensions=extensions + (["codehilite"] if how == "highlight" else []))

    def render(text):
        formulas = []

        def keep(match):
            block, inline = match.groups()
            formulas.append(f"\\[{block}\\]" if block else f"\\({inline}\\)")
            return f"\ue000{len(formulas) - 1}\ue001"

        parser.reset()
        page = parser.convert(FORMULA.sub(keep, text))
        return KEPT.sub(lambda match: html.escape(formulas[int(match[1])], quote=False), page)

    return render


def main():
    render = renderer()
    decks = []
    for index, file in enumerate(sorted(Path(source).glob("*.md"))):
        head, *parts = re.split(r"^## ", file.read_text("utf-8"), flags=re.M)
        deck = genanki.Deck(1000000 + index, head.strip("# \n"))
        for part in parts:
            question, _, answer = part.partition("\n")
            cloze = "{{c1::" in answer
            fields = [answer, question] if cloze else [question, answer]
            rendered = [render(field.strip()).replace('src="media/', 'src="') for field in fields]
            deck.add_note(genanki.Note(model=CLOZE if cloze else BASIC, fields=rendered))
        decks.append(deck)
    package = genanki.Package(decks)
    package.media_files = sorted(str(path) for path in Path(source, "media").glob("*"))
    package.write_to_file(str(Path(target, "bench.apkg")))


main()
