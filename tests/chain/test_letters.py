"""Letters to the person name whom to ask and where to complain; what goes by mail names nobody."""

from __future__ import annotations

from engine.model.documents import made_documents
from engine.model.templates import MAIL, Template
from tests.chain.definitions import processes, templates

CONTACT = {"contact"}


def to_the_person() -> list[Template]:
    """The templates that hold the identity of the person: they are addressed to them."""
    return [one for one in templates().values() if "identity" in one.categories]


def test_each_letter_to_the_person_shows_the_contact_point_of_the_joint_controllers() -> None:
    assert len(to_the_person()) >= 6
    assert [one.id for one in to_the_person() if not one.reads >= CONTACT] == []


def test_what_goes_by_mail_is_ordinary() -> None:
    by_mail = [one for one in templates().values() if one.channel == MAIL]
    assert by_mail
    assert {category for one in by_mail for category in one.categories} == {"ordinary"}


def test_every_template_is_used_and_written_in_dutch() -> None:
    used = {made.template for process in processes().values() for made in made_documents(process)}
    assert used == set(templates())
    assert {one.language for one in templates().values()} == {"nl"}
