"""The wires of PUSH: one module a way to reach an outlet, and `wires.py`, the table of them."""
