"""Tests of the room of photographs, share cards and the type they need."""
