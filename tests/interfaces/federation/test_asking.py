"""A course: the same steps, in a thread of its own or beside the loop."""

import asyncio

import pytest

from augenhoehe.interfaces.federation.asking import Answer, Ask, run_here, run_on_loop


class Broken(Exception):
    """Something in a course went wrong."""


def three_steps(*, broken=False):
    """Asks twice and says what came."""
    first = yield Ask("https://a.example/1")
    second = yield Ask(f"https://a.example/{first.body.decode()}")
    if broken:
        raise Broken
    return f"{first.status} {second.url}"


def silent():
    """Knows everything already."""
    return "known"
    yield


def answer(ask):
    return Answer(ask.url, 200, b"2")


async def answer_later(ask):
    await asyncio.sleep(0)
    return answer(ask)


async def in_a_thread(step):
    return await asyncio.to_thread(step)


def on_loop(course):
    return asyncio.run(run_on_loop(course, answer_later, in_a_thread))


@pytest.mark.parametrize("run", [lambda course: run_here(course, answer), on_loop])
def test_what_breaks_in_a_course_is_heard(run):
    with pytest.raises(Broken):
        run(three_steps(broken=True))


@pytest.mark.parametrize("run", [lambda course: run_here(course, answer), on_loop])
def test_a_course_comes_to_its_end(run):
    assert run(three_steps()) == "200 https://a.example/2"
    assert run(silent()) == "known"


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (200, False), (0, False)])
def test_what_is_gone(status, gone):
    assert Answer("https://a.example/", status).is_gone is gone
