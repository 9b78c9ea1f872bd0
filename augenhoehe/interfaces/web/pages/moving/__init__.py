"""Moving house: what one takes along, what one brings, and telling followers the new address."""
