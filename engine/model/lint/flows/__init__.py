"""What may connect to what."""
