"""ADD: additions, parts and repairs, and the devices they go with."""
