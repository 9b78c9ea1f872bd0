"""The steps of the tour in words: what is told, as whom to look, what to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from augenhoehe.interfaces.web.pages.demo.parts import OUTSIDER

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is told, what of the live demo is shown, and as whom to look."""

    name: str
    title: _StrPromise
    text: Sequence[_StrPromise]
    part: str
    task: _StrPromise


STEPS = (
    Step(
        "criticise",
        gettext_lazy("Somebody criticises"),
        (
            gettext_lazy(
                "Karl's belt broke on a level crossing. He wrote it down in public, with a "
                "picture, and said: this is criticism of Lindenrad."
            ),
            gettext_lazy(
                "With that his post has a page of its own and a clock that everybody sees. "
                "Nobody at Lindenrad had to allow it, and nobody there can take it away."
            ),
        ),
        "karl",
        gettext_lazy("Write a post that mentions @lindenrad, then mark it as criticism."),
    ),
    Step(
        "answer",
        gettext_lazy("A person with a name answers"),
        (
            gettext_lazy(
                "Lindenrad speaks through a voice, and below every sentence of the voice "
                "stands who wrote it. A company that answers without a name cannot be made here."
            ),
            gettext_lazy(
                "The first question is always the same: is it true? Then comes the answer, "
                "where the criticism was made. It can be edited; every wording stays readable."
            ),
        ),
        "erika",
        gettext_lazy("Answer the criticism that has been waiting longest."),
    ),
    Step(
        "dispute",
        gettext_lazy("“Not answered”: somebody else has to"),
        (
            gettext_lazy(
                "Jonas told Karl to look into the manual. Karl said: that is no answer. Then "
                "somebody else had to give one, and Erika began with “you are right”."
            ),
            gettext_lazy(
                "A critic can say “not answered” any number of times. Marek has done so three "
                "times about a creaking saddle, and the clock is running again."
            ),
        ),
        "karl",
        gettext_lazy("As the critic of an answered case you can say “not answered”."),
    ),
    Step(
        "confirm",
        gettext_lazy("Only the critic can call it resolved"),
        (
            gettext_lazy(
                "There is no button with which Lindenrad could close a case: not for the one "
                "who answered, not for an administrator, and not for the managing director."
            ),
            gettext_lazy(
                "After thirty days without a word a case rests. It is not resolved by that, "
                "and the critic can come back at any time."
            ),
        ),
        "hanna",
        gettext_lazy("Look at Luise's case as Hanna, who runs the firm: she cannot close it."),
    ),
    Step(
        "refuse",
        gettext_lazy("Criticism cannot be removed because it hurts"),
        (
            gettext_lazy(
                "Marek called a poster of Lindenrad a swindle. Falk, who sells the bicycles and "
                "moderates too, wanted his post away. The check showed how much louder that "
                "would have been than an answer, and asked for a second person."
            ),
            gettext_lazy(
                "Ruth, who does not work there, refused with reasons. So Falk answered. Had he "
                "said that it is merely unpleasant, there would have been no button at all, and "
                "neither for the managing director."
            ),
        ),
        "ruth",
        gettext_lazy("As Ruth, try to remove Marek's post and see what the check says."),
    ),
    Step(
        "at-once",
        gettext_lazy("What is clearly unlawful goes at once, in the open"),
        (
            gettext_lazy(
                "Volker was right about his bill. But he wrote where a colleague lives, in case "
                "somebody wanted to visit him. That was removed within the hour."
            ),
            gettext_lazy(
                "The public register says what was done, by which rule and law, and which milder "
                "means would not do; never to whom. The criticism counts as never answered. "
                "Volker wrote it again without the address, and it was answered."
            ),
        ),
        OUTSIDER,
        gettext_lazy("Read the entry, and everything that was entered about it later."),
    ),
    Step(
        "appeal",
        gettext_lazy("Whoever is concerned is told why, and can appeal"),
        (
            gettext_lazy(
                "This is the letter's link: the whole statement of reasons, what was removed, "
                "and a form to appeal with. It takes no account, and it is free for six months."
            ),
            gettext_lazy(
                "Volker appealed. Somebody who had taken no part decided it, with reasons: the "
                "removal stands. Those reasons are public; what he wrote is not."
            ),
        ),
        "ruth",
        gettext_lazy("Decide the appeal that is open, as somebody who took no part."),
    ),
    Step(
        "restore",
        gettext_lazy("What was removed by mistake comes back"),
        (
            gettext_lazy(
                "Ben recommended a test of lamps, and Mona took it for an advert. He appealed, "
                "and two days later his post was back: under the same address, with its replies "
                "and likes."
            ),
            gettext_lazy(
                "The mistake stands in the register as well, and in the figures. Mona wrote "
                "below it that it was hers."
            ),
        ),
        OUTSIDER,
        gettext_lazy("Follow the post into the register and back."),
    ),
    Step(
        "verify",
        gettext_lazy("You need not believe any of it"),
        (
            gettext_lazy(
                "The entries of the register are chained. Two files and one command on your own "
                "computer tell you whether one was changed, left out or put in later."
            ),
            gettext_lazy(
                "Each night the head of the chain is signed and goes out to whoever wants it. "
                "Whoever kept one can prove what stood there then, also against the company."
            ),
        ),
        OUTSIDER,
        gettext_lazy("Download both files and run the command."),
    ),
    Step(
        "elsewhere",
        gettext_lazy("Criticise from wherever you are"),
        (
            gettext_lazy(
                "Jette has no account here. She lives on another server and mentioned Lindenrad "
                "there. She was asked once whether that is criticism, and said yes by a reply."
            ),
            gettext_lazy(
                "Jonas answered by name, and his answer stood on her server as well. With two "
                "words from there she called it resolved. Nobody else could have."
            ),
        ),
        OUTSIDER,
        gettext_lazy("If you have an account on another server, look how you follow from there."),
    ),
    Step(
        "apps",
        gettext_lazy("Use the app you already have"),
        (
            gettext_lazy(
                "Whoever has a Mastodon app on the telephone can use it here: type the address "
                "of this server and sign in. Nothing else has to be set up."
            ),
            gettext_lazy(
                "Erika can let the app in a second time, for the voice. Then Lindenrad stands "
                "beside her own account, and she switches between the two. What she posts as "
                "Lindenrad still names her, and what is internal stays internal."
            ),
        ),
        "erika",
        gettext_lazy("As Erika, see which apps were let in, and where their access is ended."),
    ),
    Step(
        "rules",
        gettext_lazy("Rules instead of permission"),
        (
            gettext_lazy(
                "Whoever works at Lindenrad posts in their own name without asking anybody. What "
                "holds then stands in the codex: published, dated, and never changed afterwards."
            ),
            gettext_lazy(
                "For hard moments there are playbooks. One lies beside Marek's saddle: two "
                "questions answered, half of the steps ticked. Who ticked them is kept nowhere."
            ),
        ),
        "erika",
        gettext_lazy("Go on in the playbook beside Marek's case."),
    ),
    Step(
        "hats",
        gettext_lazy("Everybody says for whom they speak"),
        (
            gettext_lazy(
                "A hat says for whom somebody speaks, and it is put on post by post. The mail "
                "domain, a group or a steward confirms it. Nele left the firm: her hat ended with "
                "that, and what she had said keeps it."
            ),
            gettext_lazy(
                "A colleague can look at a draft and releases nothing. Only the workshop has its "
                "posts looked at before, for a time and with a public reason."
            ),
        ),
        "erika",
        gettext_lazy("Write a post with a hat: choose it, or begin with the line “/hat”."),
    ),
    Step(
        "plain",
        gettext_lazy("Plain words instead of copy"),
        (
            gettext_lazy(
                "Whoever works here is told while writing what sounds like a brochure. Nobody "
                "else sees that, nothing is kept, and the text can go out all the same. When "
                "four people post one text, readers are told."
            ),
            gettext_lazy(
                "One post of the voice turned: twelve people dissented, one agreed. Its team was "
                "told, with the figures, and corrected it openly. The old wording still stands "
                "there, struck through."
            ),
        ),
        "erika",
        gettext_lazy("As Erika, write an advertisement and read what stands beside it."),
    ),
    Step(
        "council",
        gettext_lazy("The works council reads along, and changes nothing"),
        (
            gettext_lazy(
                "Sven sees how the server is set up, how long what is kept, who has which duty, "
                "and who looked something up. He stands in that log himself."
            ),
            gettext_lazy(
                "There is no field for who is online, who read what, or how much somebody writes. "
                "The agreement took two keys: IT proposed it, the works council confirmed it."
            ),
        ),
        "sven",
        gettext_lazy("As Sven, read who looked something up, and find no button to change it."),
    ),
    Step(
        "read",
        gettext_lazy("Everybody can read it"),
        (
            gettext_lazy(
                "All of this can be read without an account and without a cookie: the "
                "criticism, every answer, every wording, every step with its time."
            ),
            gettext_lazy(
                "The mirror counts how the company deals with criticism, never how a person "
                "does. Removing criticism makes none of its figures better. And who may do what "
                "is generated from the code, in one table."
            ),
        ),
        OUTSIDER,
        gettext_lazy("Read it as somebody from outside, without signing in."),
    ),
)
