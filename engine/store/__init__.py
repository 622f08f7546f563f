"""Tables, sessions, sealed columns and the key store."""
