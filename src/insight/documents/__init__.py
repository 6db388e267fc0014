"""Documents made of finished pages: PDF, Word, slides and workbooks. Nothing is computed anew."""

from insight.documents.making import failed, make, tidy
from insight.documents.plan import KINDS, Document, folder, kinds, plan, stale

__all__ = ["KINDS", "Document", "failed", "folder", "kinds", "make", "plan", "stale", "tidy"]
