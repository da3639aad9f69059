"""What a view hands over: the data that it shows, in the files of other tools."""
