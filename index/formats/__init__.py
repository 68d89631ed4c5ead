"""A package a family of formats: bytes in, the text with its blocks, pages and places out."""
