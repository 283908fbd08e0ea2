"""Understand plain words: tokens with their place, spelling, synonyms, phrases, and what is said of them (negated,
past, …).
"""
