"""Audit many pages: archives, JSON lines or Parquet in; one row a page out, resumable, on one machine or many."""
