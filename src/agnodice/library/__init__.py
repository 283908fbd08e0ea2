"""The library: load the text that people edit, check it, compile it into one edition file, find that file."""
