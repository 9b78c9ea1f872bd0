"""`/api/v1/admin`: what moderators do, by the same doors as on the pages of the office."""
