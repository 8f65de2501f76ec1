"""Photographs made safe and share cards drawn, with the type that drawing needs."""
