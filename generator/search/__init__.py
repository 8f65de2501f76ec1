"""RENDER: the search index, which site/assets/search.js reads. The two halves mirror each other, file by file."""
