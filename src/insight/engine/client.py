"""A notebook's cells, handed one by one to a process forked for it, and what it sends back."""

import os
import time
from datetime import UTC, datetime
from typing import Any

from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient

from insight.engine.warm import Child, warm


class WarmClient(PapermillNotebookClient):
    """Papermill's client, with a forked process where it would start a kernel."""

    def __init__(self, nb_man, *, memory_limit: int | None = None, **options):
        super().__init__(nb_man, **options)
        self.memory_limit = memory_limit
        self.child: Child | None = None

    def execute(self, **kwargs) -> NotebookNode:
        """Run every cell, as papermill does, and give the notebook."""
        self.reset_execution_trackers()
        with warm([self.nb]).child(folder=os.getcwd(), memory=self.memory_limit) as self.child:  # noqa: PTH109
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = self.child.language
        self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, *_, **__) -> NotebookNode:
        """Run one cell; its outputs are written into it as they come.

        Raises what papermill knows: CellExecutionError, CellTimeoutError, DeadKernelError.
        """
        skipped = self.skip_cells_with_tag in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or skipped:
            return cell
        self.code_cells_executed += 1
        cell["metadata"]["execution"] = {}
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._reply(cell, cell_index)
        run_sync(self._check_raise_for_error)(cell, cell_index, {"content": reply})
        return cell

    def output(self, outs, msg, display_id, cell_index):
        """Take over what a cell shows. Words need no check against the notebook's schema: it takes long."""
        shown = msg["content"]
        plain = msg["msg_type"] == "execute_result" and {str} >= {type(one) for one in shown["data"].values()}
        if not plain or display_id or self.clear_before_next_output or self.output_hook_stack.get(None):
            return super().output(outs, msg, display_id, cell_index)
        kept = {name: shown[name] for name in ("data", "metadata", "execution_count")}
        outs.append(from_dict({"output_type": "execute_result", **kept}))
        return outs[-1]

    def _reply(self, cell: NotebookNode, index: int) -> dict[str, Any]:
        """Give how a cell ended, once everything it sent has been taken."""
        child, limit = self.child, self._get_timeout(cell)
        assert child is not None
        deadline = time.monotonic() + limit if limit else None
        child.send(cell.source)
        while True:
            left = None if deadline is None else max(deadline - time.monotonic(), 0)
            try:
                kind, content = child.next(left)
            except TimeoutError as error:
                raise CellTimeoutError.error_from_timeout_and_cell(
                    "Cell execution timed out", int(limit or 0), cell
                ) from error
            except EOFError as error:
                raise DeadKernelError(f"Kernel died: {child.end}") from error
            if kind == "reply":
                return content
            now = {"date": datetime.now(UTC), "msg_type": kind}
            message = {"msg_type": kind, "content": content, "header": now, "parent_header": {}}
            try:
                self.process_message(message, cell, index)
            except CellExecutionComplete:
                continue
