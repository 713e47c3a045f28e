"""Writes packages as genanki makes them, one for each kind of deck: genanki_author.py FOLDER."""

import os
import sys
import warnings

import genanki

TIME = 1_700_000_000.5
IMG = '<img src="%s">'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 9"/>'

warnings.filterwarnings("ignore", module="genanki")


def note(model, fields, **more):
    return genanki.Note(model=model, fields=fields, **more)


def deck(number, name, notes, description=""):
    made = genanki.Deck(2_059_400_000 + number, name, description)
    for one in notes:
        made.add_note(one)
    return made


def model(number, name, fields, templates, **more):
    return genanki.Model(
        1_607_392_000 + number,
        name,
        fields=[one if isinstance(one, dict) else {"name": one} for one in fields],
        templates=[{"name": one, "qfmt": front, "afmt": back} for one, front, back in templates],
        **more,
    )


def basic(number, name="Simple", **more):
    back = "{{FrontSide}}<hr id=answer>{{Back}}"
    return model(number, name, ["Front", "Back"], [("Card 1", "{{Front}}", back)], **more)


def stock(folder):
    "genanki's own note types, which have the ids that they have for everybody."
    return [
        deck(1, "Stock", [
            note(genanki.BASIC_MODEL, ["front <b>bold</b>", "back"], tags=["kind::basic"]),
            note(genanki.BASIC_MODEL, ["007", "a number-like sort field"]),
            note(genanki.BASIC_AND_REVERSED_CARD_MODEL, ["uno", "one"], tags=["kind::reversed"]),
            note(genanki.BASIC_OPTIONAL_REVERSED_CARD_MODEL, ["dos", "two", "y"]),
            note(genanki.BASIC_OPTIONAL_REVERSED_CARD_MODEL, ["tres", "three", ""]),
            note(genanki.BASIC_TYPE_IN_THE_ANSWER_MODEL, ["capital of France", "Paris"]),
            note(genanki.CLOZE_MODEL, ["{{c1::one}} and {{c2::two::hint}}", "extra"]),
        ]),
    ], []


def cloze(folder):
    own = model(
        2, "Own gaps", ["Text", "Extra", "Source"],
        [("Gap", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}} {{hint:Source}}")],
        model_type=genanki.Model.CLOZE,
    )
    texts = [
        "{{c1::a}} b {{c3::c}} {{c1::again}}",
        "{{c2::only the second}}",
        r"\({{c1::x^2}} + {{c2::\frac{a}{b} }}\) and \[{{c3::\int f}}\]",
        "code {{c1::<code>a &lt; b</code>}} and <b>{{c2::bold}}</b>",
        "<ul><li>{{c1::<b>nested</b> <i>html</i>::<u>hint</u>}}</li><li>{{c2::two}}</li></ul>",
        "{{c1::multi<br>line}}<div>{{c2::a block}}</div>",
        "{{c12::high number}} and {{c1::a {{c2::b}} c}}",
    ]
    return [
        deck(2, "Cloze::Nested", [note(own, [text, "extra <i>html</i>", ""]) for text in texts]),
        deck(3, "Cloze", [note(genanki.CLOZE_MODEL, [text, ""]) for text in texts]),
    ], []


def decks(folder):
    kind = basic(4)
    tags = ["root::branch::leaf", "root::other", "ümläut", 'quo"ted', "a=b", "#hash", "under_score", "{x}"]
    names = ["Top", "Top::Middle", "Top::Middle::Leaf", "Été::日本語", 'With "quotes" & <angles>',
             "CON", "con", "dots...", "a/b\\c", "😀", "  spaced :: levels  ", "empty::::level"]
    return [
        deck(10 + index, name, [note(kind, [f"question {index}", f"answer {index}"], tags=tags)],
             f"Description of <b>{index}</b>" if index % 2 else f"Words of {index}")
        for index, name in enumerate(names)
    ] + [deck(30, "Nothing in it", [], "No note")], []


def media(folder):
    names = ["plain.svg", "with space.svg", "été 日本.svg", "e\u0301te\u0301 decomposed.svg", "😀.svg",
             "a&b.mp3", "100%25.svg", "brackets(1).svg", "under_score_[x].svg", "UPPER.SVG", "_static.css"]
    paths = []
    for index, name in enumerate(names):
        paths.append(os.path.join(folder, name))
        with open(paths[-1], "wb") as file:
            file.write(SVG % (index + 1))
    styled = basic(5, "Styled", css='@import "_static.css";\n.card { color: red }')
    plain = basic(6)
    shown = [note(plain, [f"{IMG % name} {index}", f"[sound:{name}]" if name.endswith("mp3") else name])
             for index, name in enumerate(names[:-1])]
    return [
        deck(40, "Media", shown + [
            note(styled, ["styled", IMG % "missing.png"]),
            note(styled, ["<img src='plain.svg' alt=\"a > b\" width=20>", "<img src=plain.svg><br>text"]),
        ]),
    ], paths


def html(folder):
    kind = basic(7)
    pairs = [
        ("<div>a</div><div>b</div>", "<ul><li>x</li></ul>"),
        ("&lt;tag&gt; &amp; &nbsp;space", "<pre><code>if (a &lt; b) { }</code></pre>"),
        ("\\(x &lt; y\\)", "\\[\\sum_{i=1}^n i\\] $not math$ [$]x[/$] [latex]y[/latex]"),
        ("{{Back}} is not a field here", "<!-- comment --> text"),
        ("<table><tr><td>1</td></tr></table>", "line one<br>line two"),
        ("\u202eright to left\u202c \u200bzero width", "tab\tand\nnewline\r\nand more"),
        ("a < b and c > d & e", "unclosed <b>bold and <i>more"),
        ("* not a list", "1. not a list\n2. either"),
        ("# not a heading", "---\ntitle: x\n---"),
        ("`code` **bold** _x_ ~~y~~ [link](x)", "![](x.png) http://example.org/a_b_ www.x.org"),
        ('<p class="MsoNormal" style="margin: 0"><span lang="EN-GB">Word&nbsp;</span></p>', "<br><br>"),
        ("<script>alert(1)</script>x", '<div onclick="x()">y</div><style>p { color: red }</style>'),
        ("  spaces around  ", "\n\nlines around\n\n"),
        ("same", "one"), ("same", "two"), ("Same", "three"),
        ("", "only a back"),
    ]
    return [
        deck(50, "Html", [note(kind, list(pair), guid=f"html-{index}") for index, pair in enumerate(pairs)]),
    ], []


def templates(folder):
    many = model(8, "Many templates", [
        "Front", "Back", {"name": "Hint", "font": "Times", "size": 30}, {"name": "Reading", "rtl": True},
        {"name": "Flag", "sticky": True}, "Context", "Edit", "Source",
    ], [
        ("plain", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
        ("cond", "{{#Flag}}{{Back}}{{/Flag}}", "{{^Hint}}no hint{{/Hint}}{{Front}}"),
        ("filters", "{{text:Front}} {{hint:Hint}} {{furigana:Reading}}", "{{kana:Reading}} {{kanji:Reading}}"),
        ("type", "{{Front}} {{type:Back}}", "{{Front}} {{type:Back}}"),
        ("script", '{{Front}}<script>\n\nif (1 < 2) { document.title = "{{Front}}" }\n</script>', "{{Back}}\n\n"),
    ], css=".card { font-family: arial }\n\n", latex_pre="\\documentclass{article}\n\\begin{document}\n",
        latex_post="\\end{document}\n", sort_field_index=1)
    wide = model(9, "Wide", [f"Field {index}" for index in range(40)],
                 [("Card", "{{Field 0}}", "{{Field 39}}")])
    return [
        deck(60, "Templates::Sub", [
            note(many, ["f <b>1</b>", "b", "h", "日本[にほん]", "x", "c", "e", "s"], tags=["t1", "t2"]),
            note(many, ["f2", "b2", "", "", "", "", "", ""], sort_field="sorted by this", due=7),
            note(wide, [f"value {index}" if index % 3 else "" for index in range(39)] + ["last"]),
            note(wide, ["first"] + [""] * 39),
        ]),
    ], []


def habits(folder):
    "What scripts do: one note type in two decks, two of one name, YAML, guids of one's own, numbers as text."
    first = basic(10, "Twice")
    other = model(11, "Twice", ["Word", "Meaning", "Audio"], [("Card 1", "{{Word}}", "{{Meaning}} {{Audio}}")])
    from_yaml = genanki.Model(
        1_607_392_012, "From YAML",
        fields="- name: Question\n- name: Answer\n  font: Noto Sans\n  size: 12\n",
        templates="- name: One\n  qfmt: '{{Question}}'\n  afmt: '{{Answer}}'\n  bqfmt: '{{Question}}!'\n",
    )
    return [
        deck(70, "Habits::One", [
            note(first, [str(1.0), str(10**20)]), note(first, ["nan", "None"]), note(first, ["1e5", "-0"]),
            note(other, ["word", "meaning", "[sound:missing.mp3]"], guid="own guid with spaces <&>"),
        ]),
        deck(71, "Habits::Two", [
            note(first, ["True", "False"]), note(other, ["word", "meaning", ""]),
            note(from_yaml, ["key: value", "- a\n- b"]),
        ]),
    ], []


def main(folder):
    os.makedirs(folder, exist_ok=True)
    kinds = [stock, cloze, decks, media, html, templates, habits]
    everything = ([], [])
    for kind in kinds:
        made, files = kind(folder)
        write(made, files, os.path.join(folder, f"{kind.__name__}.apkg"))
        everything[0].extend(made)
        everything[1].extend(files)
    write(*everything, os.path.join(folder, "everything.apkg"))


def write(made, files, path):
    package = genanki.Package(made)
    package.media_files = files
    package.write_to_file(path, timestamp=TIME)


main(sys.argv[1])
