"""What a process of a case owes to the people in it."""
