"""Other servers: what they may read here, what they send, and what is sent to them.

In:  `inbox/door` proves who sent it → `inbox/receive` keeps it once (202) → `inbox/process`
     takes it in its order → `resolve` learns what is missing → a handler calls an action.
Out: an action emits an event → `outbox/publish` makes an activity → `outbox/audience` says for
     whom → `outbox/fan_out` writes deliveries, in the transaction of the event →
     `outbox/deliver` sends them.
What is internal has no audience elsewhere: `outbox/audience` is the one place that says so.
"""
