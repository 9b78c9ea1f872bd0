def test_page(client, cast):
    for lang in ("de","en"):
        open(f"/tmp/c_{lang}.html","w").write(client.get("/codex/handlungsanweisungen/press?weg=for-whom:mine", headers={"accept-language":lang}).content.decode())
