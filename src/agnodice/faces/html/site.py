"""All pages behind one door: what a reader asked for, and what she typed, to a page. Servers and browsers share it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agnodice.engine import Engine
from agnodice.errors import FeatureOffError, QuestionError
from agnodice.faces.html.answers import AnswerPages
from agnodice.faces.html.entries import EntryPages
from agnodice.faces.html.form import Form, FormError
from agnodice.faces.html.interviews import InterviewPages
from agnodice.faces.html.press import Press
from agnodice.faces.html.scene import Scene
from agnodice.model.audit import Page

if TYPE_CHECKING:
    from agnodice.faces.html.audits import AuditPages

MOST_KEPT = 300  # pages, of up to 120 kB


@dataclass(frozen=True)
class Reply:
    """A page, or a file to save (`name` is then what to call it); `status` as in HTTP."""

    body: bytes  # UTF-8
    status: int = 200
    name: str = ""

    @classmethod
    def of(cls, text: str, status: int = 200, name: str = "") -> "Reply":
        """A page that is a text."""
        return cls(text.encode(), status, name)

    @property
    def text(self) -> str:
        """The page as text."""
        return self.body.decode()


class Site:
    """Makes every page of one engine."""

    def __init__(self, engine: Engine) -> None:
        self.press = Press(engine)
        self._read: dict[tuple[str, str, Scene], bytes] = {}
        self.entries = EntryPages(self.press)
        self._answers = AnswerPages(self.press)
        self._interviews = InterviewPages(self.press)

    @cached_property
    def _audits(self) -> "AuditPages":
        """Loaded when it is first needed; a page without a server does not carry it."""
        from agnodice.faces.html.audits import AuditPages  # noqa: PLC0415

        return AuditPages(self.press)

    def read(self, room: str, name: str, scene: Scene) -> Reply:
        """A page that depends on nothing typed: `room` is "" for the start, `name` one thing in it.

        Finished pages are kept, up to a number: they are the same for everyone.
        """
        key = (room, name, scene)
        if key not in self._read:
            body = self._named(room, name, scene) if name else self._plain(room, scene)
            if body is None:
                return self.missing(scene)
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            self._read[key] = body.encode()
        return Reply(self._read[key])

    def _named(self, room: str, name: str, scene: Scene) -> str | None:
        makers = {"guides": self._answers.guide, "conditions": self.entries.condition, "findings": self.entries.finding}
        return makers[room](name, scene) if room in makers else None

    def _plain(self, room: str, scene: Scene) -> str | None:
        makers = {
            "": self.entries.home if scene.answers else self.entries.guides,
            "ask": self.entries.home,
            "guides": self.entries.guides,
            "about": self.entries.about,
            "privacy": self.entries.privacy,
        }
        if self.press.engine.assesses:
            makers |= {"assess": self._interviews.tell, "take-along": self._interviews.tell}
        if self.press.engine.audits and scene.is_live:
            makers["audit"] = self._audits.paste
        return makers[room](scene) if room in makers else None

    def audited(self, page: Page | str | None, scene: Scene) -> Reply:
        """The report on a page that was pasted or read from a file."""
        if not self.press.engine.audits:
            return self.missing(scene)
        is_empty = page is None or (isinstance(page, str) and not page.strip())
        return Reply.of(self._audits.nothing(scene) if is_empty or page is None else self._audits.audit(page, scene))

    def told(self, room: str, form: Form, scene: Scene) -> Reply:
        """The page after what was typed into `ask`, `assess` or `take-along`; what cannot be read is said kindly."""
        try:
            return self._told(room, form, scene)
        except FormError as error:
            sentences = " ".join(self.press.t(key) for key in error.keys)
            return Reply.of(self.entries.error(scene, self.press.t("form.title"), sentences), 422)
        except QuestionError as error:
            return Reply.of(self.entries.error(scene, self.press.t("form.title"), str(error)), 422)
        except FeatureOffError:
            return self.missing(scene)

    def _told(self, room: str, form: Form, scene: Scene) -> Reply:
        if room == "ask":
            return Reply(self._answers.answer(form, scene))
        if room == "assess":
            return Reply.of(self._interviews.assess(form, scene))
        if room == "take-along" and form.one("format"):
            name, text = self._interviews.take_along_file(form)
            return Reply.of(text, name=name)
        if room == "take-along":
            return Reply.of(self._interviews.take_along(form, scene))
        return self.missing(scene)

    def missing(self, scene: Scene) -> Reply:
        """There is no such page."""
        body = self.entries.error(scene, self.press.t("web.not_found"), self.press.t("web.not_found_text"))
        return Reply.of(body, 404)
