"""Build the benchmark database in the folder of the settings: `-m benchmarks._build FILE`."""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from augenhoehe.domain.posts.models import Post
    from benchmarks._world import build

    call_command("migrate", verbosity=0)
    facts = build(lambda line: print(line, file=sys.stderr))
    rows = Post.objects.filter(id__in=facts["posts"]).values_list("id", "account__handle")
    facts["handles"] = {str(post): handle for post, handle in rows}
    Path(sys.argv[1]).write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main()
