"""What moderators do: on air, queue, history."""
