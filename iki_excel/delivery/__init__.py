"""What goes out to people: texts to send or to paste."""
