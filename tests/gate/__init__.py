"""Tests of the gate and of the stages. Everybody in them is made up."""
