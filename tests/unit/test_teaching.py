"""Words are corrected by wordings until the right guide leads; the same lessons give the same."""

from agnodice.ask.teaching import teach

ROWS = {"pain": [0, 0, 0], "sex": [0, 0, 0], "back": [0, 0, 0], "lump": [0, 0, 0]}
LESSONS = [(0, {"pain", "sex"}), (1, {"pain", "back"}), (2, {"lump", "pain"})]


def test_the_guide_of_a_wording_comes_to_lead() -> None:
    taught = teach(ROWS, LESSONS)
    for guide, concepts in LESSONS:
        sums = [sum(row) for row in zip(*(taught[concept] for concept in concepts), strict=True)]
        assert sums.index(max(sums)) == guide


def test_what_leads_far_enough_is_left_alone() -> None:
    rows = {"pain": [9000, 0], "back": [0, 9000]}
    assert teach(rows, [(0, {"pain"}), (1, {"back"})]) == rows


def test_rows_stay_as_they_were_and_repeat() -> None:
    assert teach(ROWS, LESSONS) == teach(ROWS, LESSONS)
    assert all(row == [0, 0, 0] for row in ROWS.values())


def test_a_guide_with_many_wordings_does_not_come_first_each_time() -> None:
    one = teach(ROWS, [(0, {"pain"}), (0, {"sex"}), (1, {"back"})])
    other = teach(ROWS, [(0, {"pain"}), (1, {"back"}), (0, {"sex"})])
    assert one == other
