"""A wrong value stops the start with one sentence: which setting, from where, and why."""

import pytest

from augenhoehe.config.options import OPTIONS, BadSetting, read_options

NO_FILE = {"AUGENHOEHE_CONFIG": "/nowhere/augenhoehe.toml"}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("AUGENHOEHE_DATA_DIR", "", "must not be empty"),
        ("AUGENHOEHE_NAME", " ", "must not be empty"),
        ("AUGENHOEHE_BASE_URL", "https://social.example\nX-Evil: 1", "line breaks"),
        ("AUGENHOEHE_BASE_URL", "http://[social", "host or port"),
        ("AUGENHOEHE_BASE_URL", "http://social.example:99999", "host or port"),
        ("AUGENHOEHE_BASE_URL", "https://social.example/path", "without a path"),
        ("DATABASE_URL", "mysql://host/name", "sqlite:// or postgres://"),
        ("DATABASE_URL", "postgres://host:port/name", "host or port"),
        ("DATABASE_URL", "sqlite://data.sqlite3", "three slashes"),
        ("AUGENHOEHE_TIME_ZONE", "Europe/Atlantis", "Europe/Berlin"),
        ("AUGENHOEHE_TIME_ZONE", "", "Europe/Berlin"),
        ("AUGENHOEHE_RATE_LIMITS", "perhaps", "true or false"),
        ("AUGENHOEHE_MAIL_URL", "smtp://host:abc", "host or port"),
        ("AUGENHOEHE_MAIL_URL", "smtp://", "name a host"),
        ("AUGENHOEHE_MAIL_URL", "file://relative", "three slashes"),
        ("AUGENHOEHE_MAIL_FROM", "the firm", "mail address"),
        ("AUGENHOEHE_CONTACT", "nobody", "mail address"),
        ("AUGENHOEHE_POST_LENGTH", "²", "whole number from 100"),
        ("AUGENHOEHE_THREADS", "0", "from 1 to 64"),
        ("AUGENHOEHE_TRUSTED_PROXIES", "127.0.0.1, proxy", "no address"),
        ("AUGENHOEHE_IMPRINT_FILE", "/nowhere/imprint.md", "no such file"),
        ("AUGENHOEHE_FEDERATION", "sometimes", "open, allowlist, closed"),
    ],
)
def test_a_wrong_value_is_named_with_the_reason(name, value, reason):
    with pytest.raises(BadSetting) as stopped:
        read_options({**NO_FILE, name: value})

    assert str(stopped.value).startswith(f"{name} is {value!r}, but ")
    assert reason in str(stopped.value)
    assert len(str(stopped.value).splitlines()) == 1


def test_a_password_is_not_written_to_the_log():
    with pytest.raises(BadSetting) as stopped:
        read_options({**NO_FILE, "DATABASE_URL": "postgres://rad:geheim@host:port/name"})

    assert "geheim" not in str(stopped.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('registration = "sometimes"', "registration in "),
        ("colour = 1", "does not exist: colour"),
        ("[federation]\nhttp = true", "does not exist: federation"),
        ("registration = ", "cannot be read"),
    ],
)
def test_a_wrong_value_in_the_file_names_the_file(tmp_path, content, said):
    path = tmp_path / "augenhoehe.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(BadSetting, match=said) as stopped:
        read_options({"AUGENHOEHE_CONFIG": str(path)})

    assert str(path) in str(stopped.value)


def test_a_folder_is_no_settings_file(tmp_path):
    with pytest.raises(BadSetting, match="cannot be read"):
        read_options({"AUGENHOEHE_CONFIG": str(tmp_path)})


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path):
    path = tmp_path / "augenhoehe.toml"
    path.write_text('post_length = 700\ndebug = true\ntrusted_proxies = ["10.0.0.0/8"]\n')

    found = read_options({"AUGENHOEHE_CONFIG": str(path), "AUGENHOEHE_POST_LENGTH": "900"})

    assert (found["post_length"], found["debug"]) == (900, True)
    assert found["trusted_proxies"] == ("10.0.0.0/8",)
    assert found["registration"] == "open"


def test_every_default_is_a_right_value():
    assert set(read_options(NO_FILE)) == {option.name for option in OPTIONS}
