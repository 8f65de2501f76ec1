"""The office's own books: what staff keep about their exemplars, of every stage. Nothing here is published."""
