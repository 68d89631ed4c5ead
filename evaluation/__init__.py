"""How good the answers are: public metrics on public sets, beside what people use today."""
