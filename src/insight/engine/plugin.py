"""Papermill's engine `insight`, as its entry point names it."""

from papermill.engines import NBClientEngine
from papermill.log import logger

from insight.engine.client import WarmClient
from insight.engine.draft import Draft
from insight.engine.warm import warm, why_not


class WarmEngine(NBClientEngine):
    """Papermill's engine `insight`: the same outputs as a kernel of one's own, sooner."""

    @classmethod
    def execute_notebook(cls, nb, kernel_name, output_path=None, progress_bar=True, **options):
        """Run a notebook; see papermill.engines.Engine for the arguments.

        draft : where the notebook is kept while it runs, and stays when it fails, if that is not where
        papermill writes it in the end.
        """
        shown = {name: options[name] for name in ("log_output", "autosave_cell_every") if name in options}
        kept = options.pop("draft", None)
        draft = Draft(nb, output_path=output_path or (kept and str(kept)), progress_bar=progress_bar, **shown)
        options.pop("autosave_cell_every", None)
        draft.notebook_start()
        try:
            cls.execute_managed_notebook(draft, kernel_name, **options)
        except BaseException:
            draft.spare = False  # papermill will not come to saving it
            raise
        finally:
            draft.cleanup_pbar()
            draft.notebook_complete()
        return draft.nb

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, memory_limit: int | None = None, **options):
        """Run a notebook's cells; see papermill.engines.NBClientEngine for the arguments.

        memory_limit : MiB that the notebook's own data may take; None for no limit. An ordinary
        kernel does not keep it.
        """
        reason = why_not(kernel_name) or warm([nb_man.nb]).reason
        if reason:
            logger.warning("This notebook runs in an ordinary kernel: %s", reason)
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        unused = ("input_path", "start_timeout")
        kept = {name: value for name, value in options.items() if name not in unused and value is not None}
        if "execution_timeout" in kept:
            kept["timeout"] = kept.pop("execution_timeout")
        kept |= {"kernel_name": kernel_name, "log": logger}
        return WarmClient(nb_man, memory_limit=memory_limit, **kept).execute()
