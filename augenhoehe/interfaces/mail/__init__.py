"""Mail out: every message is a job of the transaction that wanted it, sent by the worker."""
