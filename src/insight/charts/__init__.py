"""One chart per file, named as people name it: findings and an area in, a Chart out."""
