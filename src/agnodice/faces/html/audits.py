"""The pages of `audit`: paste or choose a page, then the report."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from agnodice.errors import PageError, QuestionError
from agnodice.faces.audit_report import context
from agnodice.faces.html.press import Press
from agnodice.faces.html.scene import Scene
from agnodice.model.audit import Page


class AuditPages:
    """Makes the pages of `audit`. `today` gives the day by which dates are overdue."""

    def __init__(self, press: Press, today: Callable[[], date] = date.today) -> None:
        self._press, self._today = press, today

    def paste(self, scene: Scene) -> str:
        """The first page."""
        return self._page(scene, "", ())

    def nothing(self, scene: Scene) -> str:
        """The first page again, because nothing was sent."""
        return self._page(scene, "", (self._press.t("auditpage.nothing"),))

    def audit(self, page: Page | str, scene: Scene) -> str:
        """The report on a page; what cannot be read is said, and pasted text is still there."""
        try:
            report = self._press.engine.audit(page, self._today(), country=scene.country)
        except (PageError, QuestionError) as error:
            return self._page(scene, page if isinstance(page, str) else "", (str(error),))
        return self._page(scene, "", (), **{"report": report, **context(report, self._press.strings)})

    def _page(self, scene: Scene, text: str, problems: tuple[str, ...], **values: object) -> str:
        values.pop("t", None)
        kept = {"title": self._press.t("web.audit"), "text": text, "problems": problems, "report": None}
        return self._press.page("audit.html", replace(scene, here="audit"), **{**kept, **values})
