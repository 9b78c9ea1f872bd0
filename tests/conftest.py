"""What all tests stand on: a data folder of their own, quick passwords, and the cast.

The environment is set before Django reads its settings, so this comes first in the file.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
_DATA_DIR = Path(tempfile.mkdtemp(prefix=f"augenhoehe-tests-{_WORKER}-"))
atexit.register(shutil.rmtree, _DATA_DIR, ignore_errors=True)
_DATABASE_URL = os.environ.get("AUGENHOEHE_TESTS_DATABASE_URL", "")  # empty: SQLite
for _name in [name for name in os.environ if name.startswith("AUGENHOEHE_")]:
    del os.environ[_name]  # an operator's settings are none of the tests' business
os.environ |= {
    "AUGENHOEHE_DATA_DIR": str(_DATA_DIR),
    "AUGENHOEHE_CONFIG": str(_DATA_DIR / "augenhoehe.toml"),
    "AUGENHOEHE_BASE_URL": "http://testserver",
    "AUGENHOEHE_RATE_LIMITS": "off",
    "AUGENHOEHE_NAME": "Lindenrad",
    "DATABASE_URL": _DATABASE_URL,
    "DJANGO_SETTINGS_MODULE": "augenhoehe.config.settings",
}

from collections.abc import Iterator  # noqa: E402

import pytest  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from tests.laid import copy_laid_database  # noqa: E402

# What is in a test's database need not survive a power cut, and no password there is secret.
if not _DATABASE_URL:
    _options = django_settings.DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("=FULL", "=OFF")
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django_settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

# The same examples in every run: who changes nothing breaks nothing. `--hypothesis-profile
# chance` looks further.
hypothesis_settings.register_profile("house", derandomize=True, deadline=None)
hypothesis_settings.register_profile("chance", derandomize=False, deadline=None)
hypothesis_settings.load_profile("house")

pytest_plugins: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """German pages are German in a fresh clone too; once, before workers start."""
    from augenhoehe.config.upkeep.translations import compile_if_stale

    if not hasattr(config, "workerinput"):
        compile_if_stale(lambda line: None)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Begin with the tables as they were laid once; PostgreSQL lays them each time."""
    if _DATABASE_URL:
        return False
    copy_laid_database(Path(django_settings.DATABASES["default"]["TEST"]["NAME"]))
    return True


@pytest.fixture(scope="session")
def django_db_createdb() -> bool:
    return bool(_DATABASE_URL)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The rules of the database are laid as on a real server; only emptying it lifts them."""
    from django.db import connection

    from augenhoehe.domain.moderation.register import triggers

    empty = connection.ops.execute_sql_flush

    def empty_all_the_same(statements):
        triggers.remove()
        empty(statements)
        triggers.install()

    with django_db_blocker.unblock():
        triggers.install()
    connection.ops.execute_sql_flush = empty_all_the_same


@pytest.fixture
def tampering(db):
    """Somebody with the key to the machine changes what the database would refuse to change."""
    from django.db import connection

    from augenhoehe.domain.moderation.register import triggers

    triggers.remove()
    yield
    if not connection.in_atomic_block:  # else the end of the test takes it all back
        triggers.install()


@pytest.fixture(autouse=True)
def _english_first() -> Iterator[None]:
    """No test begins in the language in which another one ended."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_emoji_of_before(monkeypatch) -> None:
    """Nobody uses the emoji of another test, and nobody has to ask whether there are some."""
    from augenhoehe.domain.media import emoji

    monkeypatch.setattr(emoji, "_known", emoji.Known({}, 0, float("inf")))


@pytest.fixture
def cast(db):
    """Everybody and every place our stories are about, made when first named."""
    from tests.cast import Cast

    return Cast()


@pytest.fixture(autouse=True)
def other_words() -> None:
    """What a word stands for on other servers is remembered by a process: not from test to test."""
    from augenhoehe.domain.media import emoji

    emoji._elsewhere.clear()


@pytest.fixture
def rate_limits(settings) -> Iterator[None]:
    """Count how often somebody does something, as on a real server; start from nothing."""
    from augenhoehe.foundation import patience

    settings.RATE_LIMITS = True
    patience.forget_all()
    yield
    patience.forget_all()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """`with commits():` what waits for the commit happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
