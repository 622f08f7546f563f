"""A case of another type in each house, with what the walk has not.

A worker holds a job of it, another job failed and became an incident, and the name of its document was typed.
"""

from __future__ import annotations

from features.steps.world import Case
from tests.privacy.oracle import PROBE
from tests.privacy.walking import Planting

REFERRERS = {"noord": "Anna", "zuid": "Roos"}
CAUSE = "cause of an incident"
NAME = "referral.goal"
"""What the document is called after; it is in the variables of a job too."""


def start_probes(service: Planting) -> list[Case]:
    """Deploy the model and start a case of it in each house."""
    (worker,) = service.holders("integrator")
    service.deploy(service.holders("designer")[0], sorted(PROBE.iterdir())).expect(201)
    cases = []
    for house, referrer in REFERRERS.items():
        body = {"caseType": "proef", "house": house, "variables": _referral()}
        started = service.change(referrer, "POST", "/cases", body).expect(201)
        cases.append(Case(started["id"], started["number"], house))
    taken = {
        job_type: service.change(
            worker, "POST", "/jobs/activations", {"type": job_type, "worker": worker, "maxJobs": len(cases)}
        ).expect(200)["jobs"]
        for job_type in ("look-up", "fail")
    }
    assert all(len(jobs) == len(cases) for jobs in taken.values())
    for job in taken["fail"]:
        cause = service.canaries.new("ketenbureau", CAUSE)
        body = {"fence": job["fence"], "message": cause, "retries": 0}
        service.change(worker, "POST", f"/jobs/{job['id']}/failure", body).expect(200, 204)
    return cases


def _referral() -> dict[str, object]:
    subject = {"name": "Sam Verzonnen", "birthDate": "1990-05-17", "address": "Voorbeeldstraat 1"}
    referral = {
        "reason": "Overlast en schulden",
        "goal": "Eén gezamenlijke aanpak",
        "regularHelp": "Wijkteam, komt niet verder",
        "personInformed": "informed",
    }
    return {"subject": subject, "referral": referral}
