"""`augenhoehe emoji add`: an operator adds a small picture that stands for a word."""

import json

from PIL import Image

from augenhoehe.config.commands import main
from augenhoehe.domain.media.models import CustomEmoji


def test_an_emoji_is_added_once(db, capsys, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    Image.new("RGB", (64, 64), "teal").save(tmp_path / "riemen.png")
    add = ["emoji", "add", "riemen", str(tmp_path / "riemen.png"), "--category", "Werkstatt"]

    assert main([*add, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shortcode"] == "riemen"

    assert main(add) == 1
    assert "This name is taken." in capsys.readouterr().err
    for file in ("not there.png", "riemen.txt"):
        (tmp_path / "riemen.txt").write_text("kein Bild")
        assert main(["emoji", "add", "kette", str(tmp_path / file)]) == 1
        assert "cannot be used" in capsys.readouterr().err
    assert CustomEmoji.objects.count() == 1
