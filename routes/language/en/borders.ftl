### The two sets of borders, and what changes between them.

borders-control = Borders drawn
borders-set-un = Borders as the UN sees them
borders-set-de_facto = Lines of control

borders-heading = The same map under other borders
borders-about = Everything here can be read under a second set of borders: the lines of control, with the state that controls an area in place of the one that claims it. The default stays as the UN sees it. What changes is computed from both, as asked about each state that controls or claims an area.
borders-changes = What changes, corridor by corridor
borders-legs = Kilometres behind it, leg by leg
borders-areas = Disputed areas
borders-origins = Where the borders come from

borders-column-corridor = Corridor
borders-column-state = Asked about
borders-column-test = Test
borders-column-un = As the UN sees them
borders-column-control = Lines of control
borders-column-verdict = Verdict
borders-column-leg = Leg
borders-column-ground = State
borders-column-where = Where
borders-column-area = Area
borders-column-note = Remark
borders-column-source = Source
borders-column-set = Set
borders-column-data = Data
borders-column-package = Package
borders-column-file = File and SHA-256

# A lane by its port of loading.
borders-lane = { $corridor }, from { $port }
# An answer with its kilometres; kilometres with their bounds; a verdict that turns into another.
borders-answer = { $answer }: { $km }
borders-range = { $km } ({ $range })
borders-to = { $before } → { $after }
# Verdicts.
borders-verdict-bypasses = bypasses
borders-verdict-crosses = crosses
borders-verdict-cannot_tell = cannot tell
borders-verdict-depends = depends on the port of loading
# $n of $total corridors get another verdict; $legs of $all legs are measured otherwise.
borders-turned = { $n ->
    [0] No corridor of { $total } gets another verdict
    [one] { $n } corridor of { $total } gets another verdict
   *[other] { $n } corridors of { $total } get another verdict
}; { $legs } of { $all } legs are measured otherwise.
# $before and $after are verdicts.
borders-turns = { $corridor }, asked about { $state }: { $before } as the UN sees it, { $after } by the lines of control.
# Kilometres of all legs in an area and its waters, as drawn and at most.
borders-area = { $area }: { $km } of all legs as drawn, waters included, { $high } at most.
