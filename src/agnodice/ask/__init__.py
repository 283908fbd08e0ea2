"""The first room: a question in her own words, the danger check first, then a cited answer or an honest "no answer"."""
