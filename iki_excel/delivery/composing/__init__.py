"""What each kind of letter says: from what is known, handed in as data, to a Letter."""
