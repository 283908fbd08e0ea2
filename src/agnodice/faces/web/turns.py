"""One answer at a time, in the order in which they were asked for.

An answer takes the processor whole. A loop that is given thirty questions at once would answer all of them before it
looks again at what has come in, so that who asks just then waits for two rounds. With turns the loop looks between any
two answers: everyone waits for one round at most, and a page that needs no thought for one answer.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Whose turn it is to be answered. For one event loop."""

    def __init__(self) -> None:
        self._taken = asyncio.Lock()  # whoever waits longest has it next

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a turn, and keep it while the block runs."""
        may_take = not self._taken.locked()
        async with self._taken:
            if may_take:  # whoever had to wait has let the loop turn by that
                await asyncio.sleep(0)
            yield
