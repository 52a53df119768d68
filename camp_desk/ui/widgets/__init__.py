"""The parts that screens are made of; each is given the look and knows no rules."""
