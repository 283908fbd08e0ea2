"""The nouns of the house: evidence, content, clinical knowledge and results. Data only, no behaviour beyond what a
noun knows of itself.
"""
