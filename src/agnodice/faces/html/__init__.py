"""The pages themselves, apart from any server: one set of templates for the live site, the static one and the file."""
