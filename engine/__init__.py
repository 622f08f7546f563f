"""The process engine: models, expressions, execution, storage. It imports nothing of the API."""
