"""Tests of the channels: each output within its limits, readable and true to the record. Everybody is made up."""
