"""Every scenario of this folder is a test, on one kind of database or on each."""

from pytest_bdd import scenarios

scenarios(".")
