"""Documents to passages, vectors and signatures: what questions are answered from."""
