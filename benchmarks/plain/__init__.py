"""The statistics once more, as plain Python that takes one row, group or series at a time.

What an analyst would write first. It says how much faster the vectorised ones are and, since
both are compared on the same rows, that they agree. Each function is named for what it makes
(see src/insight/statistics), takes columns as lists and gives one of the result's columns;
`size` rows make a group or a series.
"""
