"""What every chart is drawn with: paper, ink, marks and SVG."""
