"""On which day something was, in words: of this machine's clock."""

from datetime import date, datetime, timedelta

from assistant.web.wording import Wording


def day_of(moment: str) -> date | None:
    """The day of a moment in UTC, ISO 8601, where this machine stands; None where it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().date()
    except (ValueError, OverflowError):
        return None


def day_in_words(day: date | None, today: date, t: Wording) -> str:
    """A day such as "Today" or "12 November 2026"; "" for none.

    >>> day_in_words(date(2026, 11, 12), date(2026, 11, 14), Wording("de"))
    '12. November 2026'
    """
    if day is None:
        return ""
    if day == today:
        return t("past.today")
    if day == today - timedelta(days=1):
        return t("past.yesterday")
    month = t("past.months").split(",")[day.month - 1]
    return t("past.day", day=str(day.day), month=month, year=str(day.year))
