"""Parts of answers that are the same for everybody, made once and kept as finished JSON.

The keys name everything a part is made of, so nothing ever has to be thrown away by hand:
an edited post or a renamed account is another key. What differs between readers is never
kept here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Memory:
    """The parts used last, at most `most`. Shared by the threads of the server."""

    most: int
    known: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get_many(self, keys: Iterable[Hashable]) -> dict[Hashable, bytes]:
        with self.lock:
            found = {key: self.known[key] for key in keys if key in self.known}
            for key in found:
                self.known.move_to_end(key)
        return found

    def keep(self, parts: Mapping[Hashable, bytes]) -> None:
        with self.lock:
            self.known.update(parts)
            while len(self.known) > self.most:
                self.known.popitem(last=False)


# About 1.5 kB each, so at most some 10 MB together.
statuses = Memory(most=5000)
accounts = Memory(most=2000)
