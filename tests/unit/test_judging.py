"""Which cues a judge of mentions looks for."""

import re
from dataclasses import fields
from inspect import getsource

from agnodice.model.words import Cues
from agnodice.text import assertion, denial, earlier, family, parts, past

_NUMBERS_OF_WORDS = {"weeks", "months"}  # units there, no lists of cues


def test_every_kind_of_cue_that_is_asked_for_is_looked_for() -> None:
    """A kind that nobody looks for would be heard nowhere, without an error."""
    source = "".join(map(getsource, (assertion, denial, earlier, family, parts, past)))
    named = set(re.findall('"([a-z_]+)"', source)) & {field.name for field in fields(Cues)}
    assert named - _NUMBERS_OF_WORDS == set(assertion.JUDGING)
