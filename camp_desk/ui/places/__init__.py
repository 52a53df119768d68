"""The plan of the camp: shelters drawn by sector and block, and who lives in them."""
