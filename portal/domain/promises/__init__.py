"""What is owed, to whom, by whom, until when, and the end that always comes."""
