"""Camp Desk: arrivals, stock, rations, paper and sticks of a camp, without a network."""

__version__ = "0.1.0"
