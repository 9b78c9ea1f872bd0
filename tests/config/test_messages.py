import polib
import pytest

from augenhoehe.config.upkeep import translations
from augenhoehe.config.upkeep.messages import gather

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

_("Answer")
gettext_lazy("A long sentence that "
             "goes on.")
ngettext("%(n)d post", "%(n)d posts", 2)
pgettext("month", "May")
_(variable)
"""
TEMPLATE = """
{% load i18n %}{% trans "Follow" %} {% trans 'It"s' context "verb" %}
{% blocktrans trimmed with n=count %}
  Hello {{ n }}
  again
{% endblocktrans %}
{% blocktrans count n=n %}One{% plural %}{{ n }} many{% endblocktrans %}
{% component label=_("Save") %} {{ value|default:_("none") }} {# trans "Comment" #}
{% trans "Answer" %}
"""


@pytest.fixture
def package(settings, tmp_path):
    """A small package with sentences in code and in a template."""
    root = tmp_path / "package"
    (root / "templates").mkdir(parents=True)
    (root / "code.py").write_text(CODE)
    (root / "templates" / "page.html").write_text(TEMPLATE)
    settings.PACKAGE = root
    return root


@pytest.fixture
def catalogue(package):
    return package / "locale/de/LC_MESSAGES/django.po"


def test_all_sentences_are_found_and_nothing_else(package):
    found = {(m.context, m.text, m.plural) for m in gather(package)}

    assert found == {
        ("", "Answer", ""),
        ("", "A long sentence that goes on.", ""),
        ("", "%(n)d post", "%(n)d posts"),
        ("month", "May", ""),
        ("", "Follow", ""),
        ("verb", 'It"s', ""),
        ("", "Hello %(n)s again", ""),
        ("", "One", "%(n)s many"),
        ("", "Save", ""),
        ("", "none", ""),
    }
    answer = next(m for m in gather(package) if m.text == "Answer")
    assert answer.files == ["package/code.py", "package/templates/page.html"]


def test_what_is_missing_doubtful_or_wrong_is_named(package, catalogue):
    assert any("Not in the catalogue" in line for line in translations.complaints(catalogue))
    translations.update_catalogue(catalogue)
    assert all("Not translated" in line for line in translations.complaints(catalogue))

    entries = polib.pofile(str(catalogue))
    for entry in entries:
        entry.msgstr = "x"
        entry.msgstr_plural = {0: "%(m)d", 1: "x"} if entry.msgid_plural else {}
    entries[0].flags.append("fuzzy")
    entries.save()

    said = "\n".join(translations.complaints(catalogue))
    assert "fuzzy" in said
    assert "A placeholder that does not exist: '%(m)d'" in said
    assert "missing in the translation of 'Hello %(n)s again'" in said


def test_translations_survive_an_update_and_the_gone_are_dropped(package, catalogue):
    translations.update_catalogue(catalogue)
    entries = polib.pofile(str(catalogue))
    entries.find("Follow").msgstr = "Folgen"
    entries.save()
    (package / "code.py").write_text('_("Answer"); _("New")')

    added, removed = translations.update_catalogue(catalogue)

    entries = polib.pofile(str(catalogue))
    assert (added, removed) == (1, 3)
    assert entries.find("Follow").msgstr == "Folgen"
    assert entries.find("New").msgstr == ""
    assert entries.find("May") is None
    assert ".py:" not in catalogue.read_text()  # line numbers would change with every edit


def test_a_changed_catalogue_is_compiled_once(package, catalogue, settings):
    settings.LOCALE_PATHS = [package / "locale"]
    translations.update_catalogue(catalogue)

    assert translations.compile_if_stale(lambda text: None)
    assert not translations.compile_if_stale(lambda text: None)
    assert catalogue.with_suffix(".mo").exists()
