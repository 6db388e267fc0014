"""Pages made again on request, in a browser on this machine alone."""

from insight.serve.app import app
from insight.serve.server import serve

__all__ = ["app", "serve"]
