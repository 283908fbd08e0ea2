"""The second room: how soon to see whom, the few questions that matter, and causes for and against.

So far it holds the network and exact inference. No face shows them yet.
"""
