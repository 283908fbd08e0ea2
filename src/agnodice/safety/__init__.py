"""The danger check: fixed red-flag rules on a person's raw words, before anything else. No probability is asked."""
