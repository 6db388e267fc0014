"""Statistical process control: one chart per file, the rules that read them, and the icons."""
