"""Every scenario of this folder is a test, once on each kind of database."""

from pytest_bdd import scenarios

scenarios(".")
