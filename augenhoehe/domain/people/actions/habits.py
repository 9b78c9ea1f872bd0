from django.db.models import F

from augenhoehe.domain.people.models import Account, Habit


def take_up(account_id: int, habit: Habit) -> None:
    """Somebody sets up something their pages have to look for from now on."""
    Account.objects.filter(id=account_id).update(habits=F("habits").bitor(int(habit)))
