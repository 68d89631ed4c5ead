"""The page as a whole: its frame, its colours, what its parts share."""
