"""Under which name somebody speaks for a voice: the own one, or the protected one."""

from __future__ import annotations

from augenhoehe.demo.world import told
from augenhoehe.domain.people.actions import use_protected_name
from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.people.selectors import protected_name_in_use


def wear_the_right_name(voice: Account, by: Account, *, protected: bool = False) -> None:
    """Use the protected name or not, as the story says."""
    if protected == (protected_name_in_use(by, voice) is not None):
        return
    name = use_protected_name(voice, by=by, in_use=protected)
    given = next(v for v in told("voices")["voices"] if v["handle"] == voice.handle)
    ProtectedName.objects.filter(id=name.id).update(name=given["protected_names"][by.handle])
