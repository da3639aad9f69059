"""The one renderer: vector layers, set on sheets as PNG, SVG or PDF."""
