"""The same pages without a server: a folder, one file, a Kiwix ZIM, an EPUB, JSON."""
