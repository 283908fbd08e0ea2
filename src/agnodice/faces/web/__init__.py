"""The web face: pages and a JSON API over HTTP. It keeps nothing, logs nothing that was typed, loads nothing else."""
