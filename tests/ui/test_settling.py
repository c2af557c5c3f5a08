"""What arrives late on the page undoes nothing."""

from __future__ import annotations

import inspect
from types import SimpleNamespace

import gradio as gr

from interviewer.ui.settling import WholeBlocks, built_open, settle, settling


class Room:
    def handle(self, name):
        yield f"{name} 1"
        yield f"{name} 2"


def _handler(work, **more):
    return SimpleNamespace(fn=work, **{"show_progress": "hidden", "show_progress_on": None, **more})


def test_the_last_value_of_a_handler_changes_nothing():
    assert list(settling(Room().handle)("a")) == ["a 1", "a 2", gr.skip()]


def test_every_generator_of_the_page_is_settled_and_nothing_else_is():
    first, second = _handler(Room().handle), _handler(str.upper)
    settle(SimpleNamespace(fns={0: first, 1: second}))
    assert inspect.isgeneratorfunction(first.fn)
    assert list(first.fn("b"))[-1] == gr.skip()
    assert second.fn is str.upper


def test_no_component_is_told_how_far_a_handler_is_unless_it_shows_it():
    quiet, loud = _handler(str.upper), _handler(str.upper, show_progress="full")
    settle(SimpleNamespace(fns={0: quiet, 1: loud}))
    assert (quiet.show_progress_on, loud.show_progress_on) == ([], None)


def test_folds_are_built_open_so_that_opening_one_sends_nothing_again():
    shut, wide = gr.Accordion("shut", open=False), gr.Accordion("wide", open=True)
    assert built_open(SimpleNamespace(blocks={0: shut, 1: wide})) == [shut]
    assert shut.open


def test_a_changed_value_is_sent_whole_and_grown_text_as_what_is_new():
    blocks = WholeBlocks.__new__(WholeBlocks)  # a built one holds an event loop open
    blocks.pending_diff_streams = {"window": {}}
    handler = SimpleNamespace(outputs=[None, None])

    def sent(*values):
        return blocks.handle_streaming_diffs(handler, list(values), "window", "run", False)

    shown = gr.update(value="text", visible=True)
    assert sent(gr.update(value="te"), "he") == [gr.update(value="te"), "he"]
    assert sent(shown, "hear") == [[["replace", [], shown]], [["append", [], "ar"]]]
    assert sent(gr.skip(), "hear") == [[["replace", [], gr.skip()]], []]
