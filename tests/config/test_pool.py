"""The pool of threads for pages: all work is done, and by a warm thread where one will do."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import CancelledError

import pytest

from augenhoehe.config.server.pool import WarmPool


@pytest.fixture
def pool():
    pool = WarmPool(3, "test")
    yield pool
    pool.shutdown(wait=True)


def test_one_after_the_other_is_done_by_one_thread(pool):
    seen = set()
    for _each in range(10):
        seen.add(pool.submit(threading.get_ident).result(timeout=5))
        time.sleep(0.02)  # time to lie down, on a machine that is busy too

    assert len(seen) <= 2


def test_at_once_is_done_by_many_but_not_by_more_than_there_are(pool):
    gate, at_work, most = threading.Event(), [], [0]

    def work(number: int) -> int:
        at_work.append(number)
        most[0] = max(most[0], len(at_work))
        gate.wait(5)
        at_work.remove(number)
        return number

    futures = [pool.submit(work, number) for number in range(50)]
    time.sleep(0.05)
    gate.set()

    assert [future.result(timeout=5) for future in futures] == list(range(50))
    assert most[0] == 3


def test_a_fault_goes_to_who_asked_and_the_thread_works_on(pool):
    with pytest.raises(ZeroDivisionError):
        pool.submit(lambda: 1 // 0).result(timeout=5)
    assert pool.submit(lambda: 1).result(timeout=5) == 1


def test_at_the_end_what_waits_is_called_off_and_nothing_more_is_taken():
    pool, gate = WarmPool(1, "test"), threading.Event()
    first, waits = pool.submit(gate.wait, 5), pool.submit(lambda: 1)

    pool.shutdown(wait=False, cancel_futures=True)
    with pytest.raises(RuntimeError):
        pool.submit(lambda: 1)
    with pytest.raises(CancelledError):
        waits.result(timeout=5)
    gate.set()
    assert first.result(timeout=5) is True


def test_on_a_loop_a_second_one_begins_only_while_the_first_is_held_up():
    pool, gate = WarmPool(3, "test", patience=0.05), threading.Event()

    async def story() -> tuple[set[int], float]:
        loop = asyncio.get_running_loop()
        quick = [loop.run_in_executor(pool, threading.get_ident) for _each in range(40)]
        by = set(await asyncio.gather(*quick))
        held_up = loop.run_in_executor(pool, gate.wait, 5)
        begun = time.monotonic()
        await loop.run_in_executor(pool, lambda: None)
        waited = time.monotonic() - begun
        gate.set()
        await held_up
        return by, waited

    by, waited = asyncio.run(story())
    pool.shutdown(wait=True)

    assert len(by) <= 2
    assert 0.02 <= waited < 3


def test_many_threads_may_ask_at_once(pool):
    found, lock = [], threading.Lock()

    def ask(number: int) -> None:
        said = pool.submit(lambda: number).result(timeout=10)
        with lock:
            found.append(said)

    askers = [threading.Thread(target=ask, args=(number,)) for number in range(200)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()

    assert sorted(found) == list(range(200))
