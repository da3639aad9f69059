"""What stands around every page: menu, header, footer, citing, copying."""
