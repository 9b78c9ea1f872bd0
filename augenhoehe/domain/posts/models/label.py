from django.db import models


class Label(models.IntegerChoices):
    """What readers are told before the text of a post. Bits: a post may carry several."""

    ADVERTISING = 1
    PAID_BY = 2  # in words, by whom
    OWN_INTEREST = 4  # in words, which
    PREPARED_BY_AGENCY = 8  # in words, which
    PREPARED_WITH_MACHINE = 16  # in words, with which
