"""What pages share: the view, the frame, the map, cards, pickers, and the one cache."""
