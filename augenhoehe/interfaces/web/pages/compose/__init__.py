"""Writing: the composer, editing, deleting, drafts, and small reactions to posts.

A page that wants a composer makes one (`composer.py`, `places.py`) and shows it; everything
else happens at `/schreiben`:

    composer = composer_for(request, back="/home")            # None for somebody signed out
    composer = composer_for(request, Place(space=space), back="/raeume/haus")
    composer = composer_for(request, Place(parent=post))
    {% include "components/composer.html" %}                  # for None: a link to sign in

A view that takes the writing itself, as an answer to a case does, gives it its own address
and slot, an own template for further fields, and asks it to read what came:

    composer = my_composer(request, Place(parent=case.post, own_slot=f"case:{case.id}"),
                           action=request.path, extra="cases/verdict.html", button=_("Answer"))
    if request.method == "POST" and composer.read(request):
        with composer.telling_refusals():
            answer_case(case, by=me(request), text=composer.text, voice=composer.voice,
                        pictures=composer.pictures, submission=composer.submission, ...)
            return composer.done(request, redirect(...))
    return composer.answer(request, "cases/case.html", {...})  # 200, or 422 with all kept
"""
