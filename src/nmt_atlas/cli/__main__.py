"""``python -m nmt_atlas.cli``."""

import sys

from nmt_atlas.cli import main

sys.exit(main())
