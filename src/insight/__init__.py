"""Reports from national clinical audit data, one for every integrated care board and every audit."""

import sys
from typing import cast

# jsonschema, which nbformat imports, would build a grammar of internationalised web addresses: a second for
# every command. No notebook holds any; without the grammar it leaves that one format unchecked.
cast(dict, sys.modules).setdefault("rfc3987_syntax", None)
