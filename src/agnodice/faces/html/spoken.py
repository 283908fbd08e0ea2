"""Templates in which every string that needs no filling in is spoken once, when they are compiled."""

from collections.abc import Callable
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

SPEAK = "t"  # what templates call to speak a string


class SpokenEnvironment(Environment):
    """An environment that speaks one language: its global `t` is there before the first template is read."""

    def _generate(self, source: nodes.Template, *place: Any, **options: Any) -> str:
        speak = cast(Callable[[str], str], self.globals[SPEAK])
        return super()._generate(_Speaker(speak).visit(source), *place, **options)


class _Speaker(NodeTransformer):
    """Puts the string in the place of each call that gives nothing but its key."""

    def __init__(self, speak: Callable[[str], str]) -> None:
        self._speak = speak

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (Jinja's visitor looks for this name)
        self.generic_visit(node)
        is_string = isinstance(node.node, nodes.Name) and node.node.name == SPEAK and not node.kwargs
        key = node.args[0] if is_string and len(node.args) == 1 else None
        return nodes.Const(self._speak(key.value), lineno=node.lineno) if isinstance(key, nodes.Const) else node
