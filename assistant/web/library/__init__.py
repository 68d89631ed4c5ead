"""The documents: what is read, how much of it, what is not and why; adding and removing."""
