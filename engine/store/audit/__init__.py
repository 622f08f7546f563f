"""The audit log: entries chained by stream, written in the transaction of the act that they tell of."""
