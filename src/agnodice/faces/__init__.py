"""The faces: ways in which the rooms are shown."""
