"""Full-text search over cases: the criticism, what was wanted, and all answers as one text."""

from __future__ import annotations

import re
from collections.abc import Set

from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.posts.events import PostDeleted, PostEdited, PostRemoved, PostRestored
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.fulltext import WordIndex
from augenhoehe.foundation.words import stem_document, stem_query, without_small_words

INDEX = WordIndex("criticism_words")
_TELLING = 8  # words of a criticism by which others are looked for
_TELLING_LETTERS = 4
_ALIKE, _LEAST = 3, 2  # rare words in common, of all that are said
# A word is rare that stands in one of twenty cases, or in a handful where there are few.
_RARE_SHARE, _FEW, _MANY = 20, 5, 200
_CANDIDATES = 40  # the newest; older ones are found by searching
_ADDRESSED = re.compile(r"@\S+|https?://\S+")


def index_case(event: CaseOpened | CaseMoved) -> None:
    """Make a case findable by what is said in it now."""
    _index(event.case_id)


def index_cases_of_post(event: PostEdited | PostDeleted | PostRemoved | PostRestored) -> None:
    """A criticism or an answer got another wording, or none."""
    concerned = set(Case.objects.filter(post_id=event.post_id).values_list("id", flat=True))
    concerned |= set(Answer.objects.filter(post_id=event.post_id).values_list("case_id", flat=True))
    for case_id in concerned:
        _index(case_id)


def _index(case_id: int) -> None:
    case = Case.objects.select_related("post").get(id=case_id)
    answers = [answer.post for answer in case.answers.select_related("post")]
    words = [stem_document(_said(post), post.language) for post in (case.post, *answers)]
    INDEX.put(case_id, " ".join([stem_document(case.wanted, case.post.language), *words]).strip())


def _said(post: Post) -> str:
    return "" if post.deleted_at else f"{post.warning}\n{post.text}"


def ids_matching(query: str, *, most: int = 500) -> list[int]:
    """The newest cases that have every word of the query; who may read them is asked later."""
    return INDEX.matching(stem_query(query), most=most)


def ids_like(case: Case) -> list[int]:
    """Cases that share several rare words with this one, the most similar first."""
    mine = _stems(case)
    words = _rare(mine)
    longest = sorted(words, key=lambda stem: (-len(stem), stem))[:_TELLING]
    found = INDEX.sharing_two(longest, most=_CANDIDATES)
    cases = Case.objects.select_related("post").in_bulk(found)
    said = {one: _stems(other) for one, other in cases.items() if one != case.id}
    shared = {one: len(words & others) for one, others in said.items()}
    alike = [one for one in found if one in said and shared[one] >= _needed(mine, said[one])]
    return sorted(alike, key=lambda one: -shared[one])


def _needed(mine: Set[str], others: Set[str]) -> int:
    """Three words in common; of a sentence that has only two, both."""
    return max(_LEAST, min(_ALIKE, len(mine), len(others)))


def _rare(stems: Set[str]) -> set[str]:
    """Those that stand in few cases: what everybody writes makes nothing alike."""
    most = min(_MANY, max(_FEW, Case.objects.count() // _RARE_SHARE))
    return {stem for stem in stems if INDEX.how_many_have(stem, most=most + 1) <= most}


def _stems(case: Case) -> set[str]:
    """The words of a criticism, by their stems; short ones stand everywhere."""
    # Who is addressed is no topic: nearly every criticism names the voice.
    said = _ADDRESSED.sub(" ", f"{_said(case.post)}\n{case.wanted}")
    stems = stem_document(without_small_words(said), case.post.language).split()
    return {stem for stem in stems if len(stem) >= _TELLING_LETTERS}
