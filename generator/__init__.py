"""From records of exemplars to a published site, feeds and ready copy."""
