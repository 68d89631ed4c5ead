"""The conversation in view: questions, quotations, refusals, and what can be done with them."""
