import gzip
import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders

from augenhoehe.config.server import static
from augenhoehe.config.server.static import BundledStaticFiles
from augenhoehe.config.server.stylesheets import bundle

SHEETS = {
    "css/index.css": '@layer tokens, components;\n@import url("tokens.css") layer(tokens);\n'
    '@import url("components/post.css") layer(components);\n',
    "css/tokens.css": ":root { --space: 1rem; }\n" * 50,
    "css/components/post.css": '.post { background: url("../../img/dot.svg"); }\n',
    "img/dot.svg": "<svg/>",
}


@pytest.fixture
def sources(settings, tmp_path):
    """A folder of static files that is all there is, and an empty one to collect into."""
    root = tmp_path / "sources"
    for name, content in SHEETS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    settings.STATICFILES_DIRS = [root]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "collected")
    settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "augenhoehe.config.server.static.BundledStaticFiles"},
    }
    finders.get_finder.cache_clear()
    yield root
    finders.get_finder.cache_clear()


def collected(settings) -> dict[str, str]:
    manifest = json.loads((Path(settings.STATIC_ROOT) / "staticfiles.json").read_text())
    return manifest["paths"]


def test_a_stylesheet_that_is_imported_must_exist(sources):
    (sources / "css/tokens.css").unlink()

    with pytest.raises(FileNotFoundError, match=r"tokens\.css"):
        static.collect_if_changed()


def test_a_page_loads_one_stylesheet(sources, settings):
    assert static.collect_if_changed()

    root = Path(settings.STATIC_ROOT)
    names = collected(settings)
    sheet = (root / names["css/index.css"]).read_text()
    assert "@import" not in sheet
    assert sheet.index("@layer tokens {") < sheet.index("--space") < sheet.index(".post")
    assert f'url("../{names["img/dot.svg"]}")' in sheet
    packed = root / (names["css/index.css"] + ".gz")
    assert gzip.decompress(packed.read_bytes()).decode() == sheet


def test_nothing_is_collected_twice(sources, settings):
    assert static.collect_if_changed()
    first = collected(settings)
    assert not static.collect_if_changed()

    (sources / "css/tokens.css").write_text(":root { --space: 2rem; }")
    assert static.collect_if_changed()

    assert collected(settings)["css/index.css"] != first["css/index.css"]


def test_without_a_manifest_names_are_plain(settings, tmp_path):
    storage = BundledStaticFiles(location=str(tmp_path))

    assert storage.url("css/index.css") == "/static/css/index.css"


def test_foreign_addresses_stay_as_they_are():
    sheets = {
        "a/index.css": '@import url("https://example.org/x.css");\n@import "b/c.css" layer;\n',
        "a/b/c.css": 'p { background: url(data:image/png;base64,x) url("/abs.png") url(#id); }',
    }

    text = bundle("a/index.css", sheets.__getitem__)

    assert '@import url("https://example.org/x.css");' in text
    assert "@layer  {" in text
    for address in ("url(data:image/png;base64,x)", 'url("/abs.png")', "url(#id)"):
        assert address in text
