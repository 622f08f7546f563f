"""The background worker: timers, retries, outbox, retention."""
