import pytest
from tests.domain.moderation.measures import against, unlawful
from augenhoehe.domain.moderation.actions import intervene
def test_x(cast, mailoutbox):
    from augenhoehe.foundation.jobs.run import run_due_jobs
    post=cast.says(cast.karl,"Du dummer Mensch.")
    i=intervene(against(post), by=cast.mona)
    print(i.state)
    run_due_jobs()
    print(mailoutbox[-1].subject, mailoutbox[-1].body, mailoutbox[-1].to)
    c=cast.signed_in(cast.mona)
    for u in ("/aufsicht","/aufsicht/vorschlaege","/aufsicht/pruefungen","/streisand.toml",f"/aufsicht/eingriffe/{i.uid}","/aufsicht/anderswo"):
        try:
            r=c.get(u); print(u, r.status_code)
        except Exception as e: print(u, repr(e)[:300])
