"""Headline numbers beside their peers, a script for each room or face; `python -m benchmarks` writes the page."""
