from agnodice.library.guide_text import GuideReader, sentences

GUIDE = """```toml
id = "x"
```

## Short answer

Yes. [@a] No one knows why. [@b, p. 3; @c]

## Get help now

### emergency

- [You faint](faint). It may be
  serious. [@a]

## Possible causes

### common

- [Sore muscles](strain). What points to it: lifting. [@a]

## Options

| Option | Harms |
|---|---|
| Rest | None known. [@a] |
"""


def test_a_guide_is_read() -> None:
    reader = GuideReader("guides/x.md", GUIDE)
    data = reader.read()
    assert reader.problems == []
    assert data["dangers"] == [
        {
            "red_flag": "faint",
            "level": "emergency",
            "who": "You faint",
            "sentences": [{"text": "It may be serious.", "cite": ["a"]}],
        }
    ]
    assert data["causes"][0]["condition"] == "strain"
    assert data["sections"][0]["blocks"][0]["sentences"][1] == {"text": "No one knows why.", "cite": ["b, p. 3", "c"]}
    assert data["sections"][1]["table"]["rows"] == [[[{"text": "Rest"}], [{"text": "None known.", "cite": ["a"]}]]]


def test_what_does_not_fit_is_said() -> None:
    reader = GuideReader("guides/x.md", "## Short anser\n\nHi.\n\n## Get help now\n\n### soon\n\n- faint\n")
    reader.read()
    text = "\n".join(map(str, reader.problems))
    assert "has no front block" in text
    assert "Short anser: is not a section of a guide" in text
    assert "'### soon' is not a heading here" in text
    assert "is not an item" in text


def test_a_bad_front_block_is_one_problem() -> None:
    reader = GuideReader("guides/x.md", "```toml\nid = \n```\n\n## Short answer\n")
    reader.read()
    assert [p.path for p in reader.problems] == ["front block"]


def test_abbreviations_do_not_end_sentences() -> None:
    assert [s["text"] for s in sentences("Painkillers, e.g. Ibuprofen, help. Rest too. [@a]")] == [
        "Painkillers, e.g. Ibuprofen, help.",
        "Rest too.",
    ]
