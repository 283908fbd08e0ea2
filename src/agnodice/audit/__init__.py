"""The third room: a health page from anywhere, and what it gets right, wrong, leaves out and hides, with places."""
