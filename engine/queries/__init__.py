"""Read models: worklists, cases, history, statistics, measures."""
