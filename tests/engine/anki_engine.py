"""A line-based server on the real Anki engine: one JSON request per line on stdin, one JSON reply
per line on stdout, in order. What is done is in the modules beside this one; tests/engine/engine.ts
is the client and describes the requests.
"""
from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import traceback
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Callable, Iterator, TextIO

# A Rust panic is reported as an error of its request; its backtrace would be noise.
os.environ.setdefault("RUST_BACKTRACE", "0")

# anki.collection comes first: the package's modules import each other in a circle.
from anki.collection import Collection
from anki import buildinfo, hooks, latex

import anki_author
import anki_check
import anki_import
import anki_learner
import anki_state

# Anki runs the machine's LaTeX for [latex] by default: not with sources that are being tested.
with suppress(ValueError):
    hooks.card_did_render.remove(latex.on_card_did_render)


@dataclass
class Session:
    """An open profile: a collection and what it held when it was new."""

    col: Collection
    folder: str
    kept: bool
    stock: set[int]


sessions: dict[int, Session] = {}


def main() -> None:
    requests, replies = pipes()
    print_reply(replies, {"id": 0, "result": {"anki": buildinfo.version}})
    for line in requests:
        print_reply(replies, answer(json.loads(line)))
    for number in list(sessions):
        with suppress(Exception):
            close({"session": number})


def pipes() -> tuple[TextIO, TextIO]:
    """stdin, and stdout kept for replies only: whatever else prints goes to stderr."""
    replies = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)
    return open(0, encoding="utf-8", closefd=False), replies


def print_reply(replies: TextIO, reply: Any) -> None:
    replies.write(json.dumps(reply, ensure_ascii=True) + "\n")
    replies.flush()


def answer(request: dict) -> dict:
    try:
        return {"id": request["id"], "result": REQUESTS[request["do"]](request)}
    except BaseException as error:
        if not anki_state.is_failure(error):
            raise
        traceback.print_exc()
        return {"id": request["id"], "error": anki_state.sentence(error)}


def open_profile(request: dict) -> dict:
    folder = request.get("profile")
    kept = folder is not None
    if folder is None:
        folder = tempfile.mkdtemp(prefix="deckwright-anki-")
    os.makedirs(folder, exist_ok=True)
    col = Collection(os.path.join(folder, "collection.anki2"))
    number = max(sessions, default=0) + 1
    sessions[number] = Session(col, folder, kept, anki_state.unused_notetypes(col))
    return {"session": number, "folder": folder}


def close(request: dict) -> None:
    session = sessions.pop(request["session"])
    try:
        session.col.close()
    finally:
        if not session.kept:
            shutil.rmtree(session.folder, ignore_errors=True)


@contextmanager
def profile(request: dict) -> Iterator[Session]:
    number = open_profile(request)["session"]
    try:
        yield sessions[number]
    finally:
        with suppress(BaseException):
            close({"session": number})


def import_packages(request: dict) -> dict:
    """Imports packages, in order, into one profile, and lets Anki check the result."""
    problems: list[dict] = []
    options = request.get("options", {})
    with profile(request) as session:
        imports = [
            anki_import.import_package(session.col, path, options, problems)
            for path in request["packages"]
        ]
        # the state is as imported: the checks below repair what they find
        state = anki_state.state(session.col, session.stock)
        if request.get("check", True):
            problems += anki_check.check(session.col, session.stock)
    return {"imports": imports, "problems": problems, **state}


def import_one(request: dict, session: Session) -> dict:
    problems: list[dict] = []
    outcome = anki_import.import_package(
        session.col, request["package"], request.get("options", {}), problems
    )
    return {**outcome, "problems": problems}


def render_package(request: dict) -> list[dict]:
    with profile(request) as session:
        anki_import.bare_import(session.col, request["package"], {"withScheduling": True})
        return anki_check.render(session.col)


def export_package(request: dict) -> int:
    with profile(request) as session:
        everything = {"withScheduling": True, "withPresets": True}
        anki_import.bare_import(session.col, request["package"], everything)
        return anki_author.export(session.col, request)


def make_package(request: dict) -> int:
    with profile(request) as session:
        anki_author.add(session.col, request["content"])
        return anki_author.export(session.col, request)


def within(action: Callable[[Collection, dict], Any]) -> Callable[[dict], Any]:
    return lambda request: action(sessions[request["session"]].col, request)


def with_session(action: Callable[[dict, Session], Any]) -> Callable[[dict], Any]:
    return lambda request: action(request, sessions[request["session"]])


REQUESTS: dict[str, Callable[[dict], Any]] = {
    "import": import_packages,
    "render": render_package,
    "export": export_package,
    "make": make_package,
    "open": open_profile,
    "close": close,
    "profile-import": with_session(import_one),
    "profile-import-text": within(lambda col, r: anki_import.import_text(col, r["path"])),
    "profile-import-json": within(lambda col, r: anki_import.import_json(col, r["path"])),
    "profile-dump": with_session(lambda _, s: anki_state.state(s.col, s.stock)),
    "profile-check": with_session(lambda _, s: anki_check.check(s.col, s.stock)),
    "profile-render": within(lambda col, _: anki_check.render(col)),
    "profile-occlusion": within(anki_check.occlusion),
    "profile-export": within(anki_author.export),
    "profile-add": within(lambda col, r: anki_author.add(col, r["content"])),
    "profile-answer": within(anki_learner.answer),
    "profile-edit": within(anki_learner.edit),
    "profile-tag": within(anki_learner.tag),
    "profile-move": within(anki_learner.move),
    "profile-suspend": within(anki_learner.suspend),
    "profile-flag": within(anki_learner.flag),
    "profile-remove-note": within(anki_learner.remove_note),
    "profile-remove-empty-cards": within(anki_learner.remove_empty_cards),
    "profile-change-deck": within(anki_learner.change_deck),
    "profile-change-notetype": within(anki_learner.change_notetype),
}

if __name__ == "__main__":
    main()
