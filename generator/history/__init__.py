"""What became of the records since an earlier state in git: moves, names and honours that may not change in silence."""
