"""Turns of answers: in order, and the loop looks at what has come in between any two."""

import asyncio

from agnodice.faces.web.turns import Turns


async def _told(answers: int) -> list[str]:
    """What happens in which order when so many are asked for at once and each, when it is made, makes a page due."""
    turns, told = Turns(), list[str]()

    async def answer(number: int) -> None:
        async with turns.one():
            told.append(f"answer {number}")
            asyncio.get_running_loop().call_soon(told.append, "page")

    await asyncio.gather(*(answer(number) for number in range(answers)))
    return told


def test_between_two_answers_the_loop_looks_at_what_has_come() -> None:
    told = asyncio.run(_told(4))
    assert told[:7] == ["answer 0", "page", "answer 1", "page", "answer 2", "page", "answer 3"]


def test_an_answer_that_fails_keeps_no_turn() -> None:
    async def failed() -> str:
        turns = Turns()
        try:
            async with turns.one():
                raise ValueError  # as a form that cannot be read does
        except ValueError:
            async with asyncio.timeout(1), turns.one():
                return "next"

    assert asyncio.run(failed()) == "next"
