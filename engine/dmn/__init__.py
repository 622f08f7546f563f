"""Decision models of OMG DMN 1.1 to 1.5: read, check, evaluate, explain."""
