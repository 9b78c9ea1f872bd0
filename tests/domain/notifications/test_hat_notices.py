"""Whoever gets a hat or loses one is told, and no telephone rings."""

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import end_membership, grant_hat, put_down_hat


def steps(who):
    return list(
        Notification.objects.filter(recipient=who, kind="colleague").values_list("step", flat=True)
    )


def test_the_person_hears_of_it_and_not_of_what_they_did_themselves(cast):
    hat = grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)
    assert steps(cast.theo) == ["hat_given"]

    put_down_hat(hat, by=cast.theo)
    assert steps(cast.theo) == ["hat_given"]


def test_it_ends_with_the_employment_and_is_said(cast):
    grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)

    end_membership(cast.theo, by=None)

    assert sorted(steps(cast.theo)) == ["hat_ended", "hat_given"]
