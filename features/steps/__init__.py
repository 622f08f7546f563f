"""The step library: people, tasks, fields, messages, partners, time; no step names a stage, route or field.

Everything goes through the REST API, so that the same features run against a deployed demo service.
"""
