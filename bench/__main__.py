"""All figures as one table: python -m bench"""

from bench import authorisation, decision_table, engine, rest
from bench.figures import show

show(engine.TITLE, engine.rows())
show(decision_table.TITLE, decision_table.rows())
show(rest.title(), rest.rows())
show(authorisation.title(), authorisation.rows())
