"""RENDER: documents that are typeset or opened in an office program: PDF and pictures, Word, slides, newsroom JSON."""
