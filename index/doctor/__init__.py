"""The doctor: files, catalog, lexical index and vector store compared row by row, and mended."""

from index.doctor.pace import Pace
from index.doctor.visit import visit

__all__ = ["Pace", "visit"]
