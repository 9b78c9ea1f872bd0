"""How somebody arranges for themselves what they read. Nobody else learns of it."""

from django.db import models

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class ReadingList(models.Model):
    """People somebody follows and reads on a page of their own."""

    class Replies(models.TextChoices):
        """Whose replies stand in the list: to nobody, to others in it, to whom one follows."""

        NONE = "none"
        LIST = "list"
        FOLLOWED = "followed"

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    replies = models.CharField(max_length=8, choices=Replies, default=Replies.LIST)
    is_exclusive = models.BooleanField(default=False)  # read there and not at home
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.title


class ListMember(models.Model):
    """Somebody is read in a list."""

    id = TimeOrderedId()
    reading_list = models.ForeignKey(ReadingList, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("reading_list", "account", name="list_member_once")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.reading_list_id}"


class AccountNote(models.Model):
    """A private note about somebody."""

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("owner", "about", name="account_note_once")]

    def __str__(self) -> str:
        return f"note on {self.about_id}"


class Endorsement(models.Model):
    """Somebody recommends an account on their own page. This one is public."""

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("owner", "account", name="endorsement_once")]

    def __str__(self) -> str:
        return f"{self.owner_id} recommends {self.account_id}"


class DomainBlock(models.Model):
    """A person's own right: to read nothing of a server."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    domain = models.CharField(max_length=253)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "domain", name="domain_block_once")]

    def __str__(self) -> str:
        return f"{self.account_id} reads nothing of {self.domain}"


class Dismissal(models.Model):
    """An account is not suggested to somebody any longer."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    dismissed = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("account", "dismissed", name="dismissal_once")]

    def __str__(self) -> str:
        return f"{self.dismissed_id} is not suggested to {self.account_id}"
