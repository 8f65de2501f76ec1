"""RENDER: the pages and data files of the site, stamped from frames."""
