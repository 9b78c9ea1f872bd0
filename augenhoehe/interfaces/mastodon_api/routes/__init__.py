"""The methods, one file for each page of the public documentation."""
