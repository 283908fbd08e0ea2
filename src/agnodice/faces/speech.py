"""What every face says in the same words: strings filled in, whom to call, what is known of the person."""

from collections.abc import Iterable, Mapping

from agnodice.model.clinical import Frequency, Person, Pregnancy
from agnodice.model.content import Contact, Service
from agnodice.model.results import Alarm, AskedBack, Edition


class Speech:
    """Speaks one language: `strings` are the faces' own (knowledge/words/strings.toml)."""

    def __init__(self, strings: Mapping[str, str]) -> None:
        self.strings = strings

    def t(self, key: str, **values: object) -> str:
        """A string of the faces, filled in."""
        return self.strings[key].format(**values)

    def emergency(self, service: Service) -> str:
        """Whom to call in an emergency, in words."""
        contact = service.emergency
        if not contact.number:
            return self.t("help.emergency_unknown")
        return self.t("help.emergency_known", number=contact.number, country=service.name)

    def urgent(self, service: Service) -> str:
        """Whom to call when it is urgent, in words."""
        contact = service.urgent
        if contact is None or not contact.number:
            return self.t("help.urgent_unknown")
        return self.t("help.urgent_known", name=contact.name, number=contact.number)

    def line_to_call(self, told: Alarm | AskedBack, service: Service) -> str:
        """The line to call that belongs to a red flag, in words; empty where there is none."""
        contact: Contact | None = service.line(told.flag.service) if told.flag.service else None
        if contact is None:
            return ""
        reach = " ".join(filter(None, (contact.name, contact.number, contact.url)))
        return self.t(f"help.{told.flag.service}", line=reach)

    def facts(self, person: Person, names: Iterable[str] = ()) -> list[str]:
        """What is known of the person, in words, without what `names` (of findings listed beside it) say."""
        facts = [self.t("understood.age", age=person.age_years)] if person.age_years is not None else []
        if person.weeks is not None:
            return [*facts, self.t("understood.weeks", weeks=person.weeks)]
        if person.pregnancy is Pregnancy.POSSIBLE:
            return facts
        pregnancy = self.t(f"understood.{person.pregnancy}")
        return facts if pregnancy in map(str.casefold, names) else [*facts, pregnancy]

    def how_often(self, frequency: Frequency) -> str:
        """A frequency in words, with its number where the library gives one."""
        if frequency.band:
            return self.t(f"band.{frequency.band}")
        return self.t("band.number", count=max(1, round(100 * frequency.value)))

    def edition(self, edition: Edition) -> str:
        """Which library this comes from, in words."""
        return self.t("foot.edition", name=edition.name, hash=edition.hash[:6])
