### How a leg or corridor stood at a time. $since is a date.

status-idle = idle
status-idle-since = idle since { $since }
# $parts are the closed legs of a corridor.
status-partly-idle = { $parts } closed since { $since }
status-proposed = proposed
status-not-yet = not yet in service

status-operating = operating
