"""What lies in the tent, and how long it lasts."""
