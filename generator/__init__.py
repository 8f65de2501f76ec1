"""From records of exemplars to a published site, feeds and ready copy."""

import os

# No plugin of another package may change how records are read; and to look for one, pydantic would open the metadata
# of every package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
