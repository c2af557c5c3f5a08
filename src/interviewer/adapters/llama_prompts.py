"""Messages to tokens by a GGUF's own chat template, for `adapters.llama_child`.

Words of a message that would steer the model are made ordinary characters. Knows nothing
of what is evaluated. `Prompts(llm).reply(messages)` → tokens up to where the reply begins
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

Messages = Sequence[dict[str, str]]
_OPEN, _CLOSED = "<think>", "\n</think>\n\n"


class LoadError(Exception):
    """The model cannot be used; the text says why."""


class RefusedError(Exception):
    """This request cannot be served; the text says why."""


@dataclass(frozen=True)
class Prompt:
    """Tokens of a chat up to where the reply begins; `thinking` says that a thought was opened."""

    tokens: list[int]
    thinking: bool = False


class Prompts:
    """The prompts of one loaded model (a `llama_cpp.Llama`)."""

    def __init__(self, llm: Any) -> None:
        """Raises LoadError when the file carries no usable chat template."""
        import llama_cpp

        self._lib, self._llm = llama_cpp, llm
        self._vocab = llama_cpp.llama_model_get_vocab(llm.model)
        self._begin, self._go_on = self._formatters()
        self._control = self._control_words()

    def reply(self, messages: Messages) -> Prompt:
        """The prompt that a reply is generated from."""
        text = self._text(messages, self._begin)
        return Prompt(self._tokens(text), text.rstrip().endswith(_OPEN))

    def verdict(self, messages: Messages) -> Prompt:
        """The prompt whose next token is a verdict: a thought that the template opens is closed."""
        text = self._text(messages, self._begin)
        thinking = text.rstrip().endswith(_OPEN)
        return Prompt(self._tokens(text.rstrip() + _CLOSED if thinking else text))

    def turns(self, messages: Messages) -> list[int]:
        """The messages alone, without the words that begin a reply."""
        return self._tokens(self._text(messages, self._go_on))

    def boundaries(self, tokens: Sequence[int], messages: Messages) -> tuple[int, ...]:
        """How many of `tokens` are settled by the system message, the first user message, and all but the last.

        These are what many prompts begin with. They depend on the messages alone, and on
        nothing that was evaluated before.
        """
        first_user = next((n for n, m in enumerate(messages, 1) if m["role"] == "user"), 0)
        system = int(bool(messages) and messages[0]["role"] == "system")
        found = set()
        for count in {system, first_user, len(messages) - 1} - {0, len(messages)}:
            try:
                found.add(common(tokens, self.turns(messages[:count])))
            except RefusedError:
                continue  # some templates render no system message alone
        return tuple(sorted(found - {0, len(tokens)}))

    def constant(self, tokens: Sequence[int], messages: Messages) -> int:
        """How many of `tokens` come from all messages but the last."""
        try:
            return common(tokens, self.turns(messages[:-1])) if len(messages) > 1 else 0
        except RefusedError:
            return 0

    def option_tokens(self, options: Sequence[str]) -> list[set[int]]:
        """The tokens that each option can begin with; no token belongs to two of them."""
        found = []
        for option in options:
            starts = set()
            for text in (option, f" {option}"):
                ids = self._llm.tokenize(text.encode(), add_bos=False, special=False)
                # A blank of its own begins every option alike.
                starts |= {ids[0]} if self._llm.detokenize(ids[:1]).strip() else set()
            found.append(starts)
        shared = {t for i, one in enumerate(found) for other in found[i + 1 :] for t in one & other}
        if shared or not all(found):
            raise RefusedError(f"The model's tokens do not tell {', '.join(options)} apart.")
        return found

    def _text(self, messages: Messages, formatter: Callable[..., Any]) -> str:
        from jinja2 import TemplateError

        safe = [{"role": m["role"], "content": self._defused(m["content"])} for m in messages]
        try:
            return _rendered(formatter, safe)
        except (TemplateError, ValueError):
            pass  # some templates know no system role
        try:
            return _rendered(formatter, _without_system(safe))
        except (TemplateError, ValueError) as error:
            raise RefusedError(
                f"The model's own chat template cannot be used ({error}). Choose another model."
            ) from error

    def _tokens(self, prompt: str) -> list[int]:
        add_bos = self._lib.llama_vocab_get_add_bos(self._vocab)
        if add_bos:  # most templates write it too; twice spoils the output
            prompt = prompt.removeprefix(self._word(self._llm.token_bos()))
        return list(self._llm.tokenize(prompt.encode(), add_bos=add_bos, special=True))

    def _defused(self, text: str) -> str:
        """Text in which the words that steer the model are ordinary characters."""
        if self._control is None:
            return text
        return self._control.sub(lambda m: f"{m.group()[0]} {m.group()[1:]}", text)

    def _control_words(self) -> re.Pattern[str] | None:
        control = self._lib.LLAMA_TOKEN_ATTR_CONTROL
        words = [
            self._word(token)
            for token in range(self._llm.n_vocab())
            if self._lib.llama_vocab_get_attr(self._vocab, token) & control
        ]
        long = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, long))) if long else None

    def _word(self, token: int) -> str:
        if token < 0:
            return ""
        text: bytes = self._lib.llama_vocab_get_text(self._vocab, token)
        return text.decode(errors="replace")

    def _formatters(self) -> tuple[Callable[..., Any], Callable[..., Any]]:
        from jinja2 import TemplateError
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        template = self._llm.metadata.get("tokenizer.chat_template")
        if not template:
            raise LoadError(
                "it carries no chat template, so it is no chat model; "
                "choose a file whose name says Instruct, Chat or it"
            )
        words = {
            "eos_token": self._word(self._llm.token_eos()),
            "bos_token": self._word(self._llm.token_bos()),
        }
        try:
            return (
                Jinja2ChatFormatter(template=template, **words),
                Jinja2ChatFormatter(template=template, add_generation_prompt=False, **words),
            )
        except TemplateError as error:
            raise LoadError(f"its chat template is faulty: {error}") from error


def common(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens two prompts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second)))  # noqa: B905


def _rendered(formatter: Callable[..., Any], messages: Messages) -> str:
    return str(formatter(messages=messages, enable_thinking=False).prompt)


def _without_system(messages: Messages) -> list[dict[str, str]]:
    """The same turns with the system text put before the first user turn."""
    system = "\n\n".join(m["content"] for m in messages if m["role"] == "system")
    rest = [dict(m) for m in messages if m["role"] != "system"]
    if system and rest:
        rest[0]["content"] = f"{system}\n\n{rest[0]['content']}"
    return rest
