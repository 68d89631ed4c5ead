"""A model writes on top of the quotations, and what it writes is checked against them."""
