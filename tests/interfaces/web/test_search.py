"""Finding posts, people and hashtags by words."""

from tests.interfaces.web.readers import articles, browser, read, words


def test_what_one_may_not_read_is_not_found(cast):
    cast.says(cast.erika, "Der Riemen reißt, intern gesagt.", space=cast.haus)
    cast.says(cast.karl, "Nicht in Listen: Riemen.", audience=1)

    for who in (None, cast.karl):
        assert not articles(read(browser(cast, who), "/suche?q=Riemen"))
    assert len(articles(read(browser(cast, cast.jonas), "/suche?q=Riemen"))) == 1


def test_endings_do_not_matter_in_german_and_english(cast):
    cast.says(cast.karl, "Zwei Häuser weiter steht mein Rad.", language="de")
    cast.says(cast.ada, "The belts are breaking again.", language="en")

    assert "Häuser" in read(browser(cast), "/suche?q=haus")
    assert "breaking" in read(browser(cast), "/suche?q=break+belt")


def test_people_voices_and_hashtags_are_found_too(cast):
    cast.says(cast.karl, "Wieder ein #Riemenriss.")
    assert cast.lindenrad

    page = read(browser(cast), "/suche?q=riemenr")
    assert 'href="/tags/riemenriss">#Riemenriss</a>' in page
    assert 'href="/@karl">Karl Brandt</a>' in read(browser(cast), "/suche?q=brandt")
    assert 'href="/@lindenrad">Lindenrad</a>' in read(browser(cast), "/suche?q=@lindenrad")


def test_nothing_found_says_what_to_do(cast):
    page = words(read(browser(cast), "/suche?q=xyzzy"))

    assert "No post has all these words." in page and "Try fewer or other words" in page


def test_what_was_typed_stays_words(cast):
    page = read(browser(cast), '/suche?q="><script>alert(1)</script> AND NOT ( *')

    assert "<script>alert" not in page and 'value="&quot;&gt;&lt;script&gt;' in page


def test_strange_queries_are_no_error(cast):
    for query in ("%00", "'", '"', "*", "AND", "a" * 5000, "%F0%9F%9A%B2", "%ff"):
        assert browser(cast).get(f"/suche?q={query}").status_code == 200


def test_too_much_searching_asks_for_a_moment(cast, rate_limits):
    searcher = browser(cast)
    answers = [searcher.get("/suche?q=rad") for _ in range(121)]

    assert answers[0].status_code == 200 and answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_results_are_not_for_search_engines(cast):
    assert 'content="noindex"' in read(browser(cast), "/suche?q=rad")


def test_hashtags_of_the_house_are_not_told_outside(cast):
    cast.says(cast.erika, "Noch geheim: #Werksschliessung", space=cast.haus)
    cast.says(cast.karl, "Nicht in Listen: #Werksverkauf", audience=1)

    for who in (None, cast.karl):
        page = read(browser(cast, who), "/suche?q=werks")
        assert "chliessung" not in page and "verkauf" not in page
    assert "#Werksschliessung" in read(browser(cast, cast.jonas), "/suche?q=werkss")
