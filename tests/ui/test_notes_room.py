"""What stands behind the Notes room: reading, listing, giving back, and its HTML. No browser."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from interviewer import editing
from interviewer.cards import CardStatus, Lang, Source
from interviewer.errors import InputError
from interviewer.history.store import Store
from interviewer.library import Library
from interviewer.ui import notes_html
from interviewer.ui.notes_export import exported
from interviewer.ui.notes_intake import keep, read
from interviewer.ui.notes_shelf import From, State, Wanted, doubts_of, shelf, topics
from tests.fakes import DictIndex, WordEmbedder
from tests.making import card

NOTES = """# Stations

## What does a turnstile count?
It counts the people who pass.

## Who oils the hinges?

## Why is the barrier red?
Red is seen from far away.
"""


@pytest.fixture
def library(tmp_path):
    index = DictIndex()
    with Store(tmp_path / "store.sqlite3") as store:
        yield Library(store, lambda: index, WordEmbedder)


@pytest.fixture
def upload(tmp_path):
    """Makes an uploaded file: a path in a folder with a meaningless name."""

    def make(text, name="stations.md"):
        path = tmp_path / "f00d" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return make


def added(library, upload, text=NOTES, name="stations.md", mark=""):
    intake = read([upload(text, name)], "", "", mark)
    keep(intake, library.store)
    library.take(intake.cards, origin="notes")
    return {one.question: one for one in intake.cards}


def rewrite(library, one, **texts):
    held = library.store.held(one.id)
    given = {"question": one.question, "reference": one.reference or "", **texts}
    library.apply(editing.rewrite(held, topic=one.topic, points="", **given))


def diff_applied(folder, text, diff):
    """The text after `patch` has applied the diff to it."""
    (folder / "stations.md").write_text(text)
    subprocess.run(["patch", "-s", "stations.md"], input=diff, text=True, cwd=folder, check=True)
    return (folder / "stations.md").read_text()


def test_a_card_names_the_file_and_not_the_place_of_the_upload(upload):
    assert {c.source.path for c in read([upload(NOTES)], "", "", "").cards} == {"stations.md"}


def test_an_unreadable_file_leaves_the_others_alone(upload):
    intake = read([upload(bytes(range(256)) * 9, "bad.md"), upload(NOTES)], "", "", "")
    assert [failure.path for failure in intake.failures] == ["bad.md"]
    assert len(intake.cards) == 3


def test_an_upload_that_is_gone_says_so(tmp_path):
    failures = read([str(tmp_path / "gone.md")], "", "", "").failures
    assert str(failures[0]) == "gone.md: the upload is gone; drop the file again"


def test_a_second_paste_retires_nothing_of_the_first(library):
    for text in ("1. What is a gate?\nIt opens.\n", "1. What is a door?\nIt shuts.\n"):
        library.take(read([], text, "Doors", "").cards, origin="notes")
    assert {one.question for one in library.cards()} == {"What is a gate?", "What is a door?"}
    assert {one.topic for one in library.cards()} == {"Doors"}


def test_a_file_of_the_same_name_is_a_new_version_and_the_preview_names_what_goes(library, upload):
    added(library, upload)
    intake = read([upload(NOTES.split("## Why")[0])], "", "", "")
    plan = library.plan(intake.cards, origin="notes")
    shown = notes_html.preview(intake, plan, (), Lang.EN)
    assert [one.question for one in plan.retired] == ["Why is the barrier red?"]
    assert "Why is the barrier red? (stations.md:8)" in shown


def test_the_preview_puts_every_card_beside_its_lines(library, upload):
    intake = read([upload(NOTES)], "", "", "")
    shown = notes_html.preview(intake, library.plan(intake.cards, origin="notes"), (), Lang.EN)
    assert shown.count('class="pair"') == 3
    assert '<span class="n">4</span>It counts the people who pass.' in shown


def test_nothing_of_a_note_reaches_the_page_as_markup(library, upload):
    bait = "<script>x()</script><img src=x onerror=x()>"
    text = f"# {bait}\n\n## Why {bait}?\nBecause {bait} and [go](javascript:x()).\n"
    intake = read([upload(text, "a<b>.md")], "", "", "")
    shown = notes_html.preview(intake, library.plan(intake.cards, origin="notes"), (), Lang.EN)
    shown += notes_html.head((intake.cards[0], CardStatus.ACTIVE), (), Lang.EN)
    for raw in ("<script", "<img", "<b>.md", 'href="javascript'):
        assert raw not in shown


def test_the_list_is_chosen_by_topic_language_state_and_words(library):
    cards = [
        card("What is a gate?", "Doors"),
        card("什么是门？", "Doors", lang=Lang.ZH),
        card("Who shuts it?", "Doors", reference=None, key_points=()),
        card("What is a wheel?", "Carts"),
    ]
    library.take(cards, origin="notes")
    library.take([card("What is a pack?", "Pack")], origin="pack")
    rewrite(library, cards[3], question="What is a cartwheel?")
    library.apply(editing.retire(library.store.held(cards[0].id)))

    def found(**choice):
        return [one.question for one, _ in shelf(library, Wanted(**choice))]

    assert found() == ["什么是门？", "Who shuts it?", "What is a cartwheel?"]
    assert found(topic="Carts") == ["What is a cartwheel?"]
    assert found(lang="zh") == ["什么是门？"]
    assert found(state=State.UNANSWERED) == ["Who shuts it?"]
    assert found(state=State.CHANGED) == ["What is a cartwheel?"]
    assert found(state=State.RETIRED) == ["What is a gate?"]
    assert found(words="CARTWHEEL what") == ["What is a cartwheel?"]
    assert found(origin=From.PACK) == ["What is a pack?"]
    assert topics(library, From.NOTES) == ["Doors", "Carts"]


def test_doubtful_cards_are_listed_and_open_questions_are_not(library):
    first = card("What is a gate in a wall?", reference="It opens and shuts.")
    twin = card("What is a gate in a wall?", "Carts", source=Source("notes.md", 9))
    opens = card("Who shuts it?", reference=None, key_points=(), source=Source("notes.md", 20))
    library.take([first, twin, opens], origin="notes")
    listed = shelf(library, Wanted(state=State.DOUBTFUL))
    assert [one for one, _ in listed] == [twin]
    assert doubts_of(library)[twin.id][0].why.startswith("“What is a gate in a wall?”")


def test_notes_without_edits_give_no_diff(library, upload):
    added(library, upload)
    assert [path.name for path in exported(library).files] == ["notes.md"]


def test_an_edit_comes_back_as_a_diff_that_applies(library, upload, tmp_path):
    cards = added(library, upload)
    rewrite(library, cards["Who oils the hinges?"], reference="The master does.")
    diff = exported(library).files[1].read_text()
    after = diff_applied(tmp_path, NOTES, diff)
    assert after == NOTES.replace("hinges?\n", "hinges?\nThe master does.\n")


def test_a_diff_taken_over_makes_the_next_import_change_nothing(library, upload, tmp_path):
    cards = added(library, upload)
    gate = cards["What does a turnstile count?"]
    rewrite(library, gate, question="What is counted?", reference="People.")
    library.apply(editing.retire(library.store.held(cards["Why is the barrier red?"].id)))
    after = diff_applied(tmp_path, NOTES, exported(library).files[1].read_text())
    again = read([upload(after)], "", "", "")
    plan = library.plan(again.cards, origin="notes")
    assert (plan.added, plan.changed, plan.retired) == ((), (), ())
    assert len(again.cards) == 2


def test_a_file_read_by_a_mark_of_the_learner_s_is_compared_by_the_same(library, upload):
    text = "Q: What is a gate?\nIt opens.\n* Who shuts it?\nThe guard.\n"
    cards = added(library, upload, text, mark="*")
    rewrite(library, cards["Who shuts it?"], reference="The master.")
    diff = exported(library).files[1].read_text()
    assert [line for line in diff.splitlines()[2:] if line[0] in "+-"] == [
        "-The guard.",
        "+The master.",
    ]


def test_sources_that_are_gone_are_named_and_their_cards_still_written(library):
    library.take([card("What is a gate?")], origin="notes")
    written = exported(library)
    assert written.without_diff == ("notes.md",)
    assert "## What is a gate?" in written.files[0].read_text()


def test_there_is_nothing_to_give_back_without_notes(library):
    library.take([card()], origin="pack")
    with pytest.raises(InputError, match="no notes of yours"):
        exported(library)


def test_written_notes_read_back_as_the_same_cards(library, upload):
    cards = added(library, upload)
    first = cards["What does a turnstile count?"]
    library.apply(
        editing.rewrite(
            library.store.held(first.id),
            topic=first.topic,
            question=first.question,
            reference=first.reference or "",
            points="(2) It counts the people.\nIt cannot count bicycles.",
        )
    )
    text = exported(library).files[0].read_text()
    again = {c.id: c.content_hash for c in read([upload(text, "notes.md")], "", "", "").cards}
    assert again == {one.id: one.content_hash for one in library.of("notes")}


def test_a_row_of_the_list_is_one_line_with_its_status_in_words():
    one = replace(card("What is\na gate?"), reference=None)
    assert notes_html.row((one, CardStatus.UNANSWERED), Lang.EN) == (
        "What is a gate? — Python · ○ no answer yet"
    )
