"""Notebooks run warm: libraries imported once, every notebook in a clean process of its own.

    papermill --engine insight report.ipynb out.ipynb -p icb QWO

Where a warm process is not to be had the notebook runs in an ordinary kernel, and papermill's
log says why.
"""
