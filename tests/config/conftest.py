import pytest

from tests.config.process import House, Server, copy_house


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """A house that was served once; tests take copies of it."""
    house = House(tmp_path_factory.mktemp("furnished"))
    house.lay()
    with Server(house) as server:
        server.stop(within=5)
    return house


@pytest.fixture
def house(furnished, tmp_path):
    """A migrated data folder of one's own."""
    return copy_house(furnished, tmp_path / "data")
