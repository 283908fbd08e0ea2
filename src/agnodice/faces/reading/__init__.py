"""Turn what people have (a file, a saved page, a PDF, an address, an archive) into the page that the audit reads.

Everything here is untrusted: sizes, depths, times and addresses are bounded, and nothing in a page is ever run.
"""
