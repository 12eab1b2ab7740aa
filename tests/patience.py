"""How long tests wait for what comes at once unless the machine has much else to do."""

#: Seconds. No test depends on how fast an answer is; httpx alone would give up after five.
PATIENCE = 60.0
