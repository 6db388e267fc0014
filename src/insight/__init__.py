"""Reports from national clinical audit data, one for every integrated care board and every audit."""
