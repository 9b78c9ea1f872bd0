import asyncio

import pytest

from augenhoehe.foundation import live


def run(coroutine):
    async def with_hub():
        live.open_hub(asyncio.get_running_loop())
        try:
            await coroutine()
        finally:
            live.close_hub()

    asyncio.run(with_hub())


def publish(channel, data):
    live._hub.publish(live.Message(channel, "post", data))


def test_a_slow_listener_is_dropped_and_the_others_hear_on():
    async def story():
        slow, quick = live.subscribe(["a"]), live.subscribe(["a"])
        for number in range(101):
            publish("a", str(number))
            await asyncio.sleep(0)
            await anext(quick)

        assert slow.fell_behind
        assert not quick.fell_behind
        assert not slow.ended.is_set() or slow not in live._hub.listeners["a"]

    run(story)


def test_nothing_is_said_before_the_commit(db, django_capture_on_commit_callbacks):
    heard = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live.Hub, "publish", lambda hub, message: heard.append(message.data))
        with django_capture_on_commit_callbacks() as waiting:
            live.publish("a", "post", "1")

        assert heard == []
        waiting[0]()
    assert heard == ["1"]


def test_everybody_hears_their_channels_and_no_others():
    async def story():
        mine = live.subscribe(["a", "b"])
        for channel in ("a", "c", "b"):
            publish(channel, channel)

        assert [(await anext(mine)).data for _ in range(2)] == ["a", "b"]

    run(story)


def test_a_stream_ends_with_the_hub():
    async def story():
        mine = live.subscribe(["a"])
        live.close_hub()

        assert [message async for message in mine] == []
        assert live._hub.listeners == {}

    run(story)
