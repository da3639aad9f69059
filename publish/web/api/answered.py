"""Describe what the API answers: every field with what it means and its unit.

The reports of the command line are laid out in `routes/cli`; these models say of each what a
program may rely on. Tests hold the reports against them, and OpenAPI is made of them. docs/cli.md
says the same for people.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from routes.model.rows import Precision


def told(description: str, unit: str = "") -> Any:
    """Return what is said of a field.

    Parameters
    ----------
    description
        What it is.
    unit
        Its unit; "" for a field that has none.
    """
    return Field(description=description, json_schema_extra={"unit": unit} if unit else None)


class Answered(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


State = Annotated[str, told("state, ISO 3166-1 alpha-2")]
Verdict = Literal["bypasses", "crosses", "cannot_tell", "depends"]
Yes = Literal["yes", "no", "cannot_tell", "depends"]
LegState = Literal["operating", "idle", "proposed"]
Case = Literal["as_seen", "on_paper"]


class Km(Answered):
    """Kilometres with their bounds."""

    km: float = told("kilometres as drawn; 0 where the line only may touch it", "km")
    km_low: float = told("least, when line and border lie anywhere within their precision", "km")
    km_high: float = told("greatest, likewise", "km")


class ZoneKm(Km):
    """Kilometres in a zone."""

    state: str = told("state, ISO 3166-1 alpha-2; empty where no state's zone is")
    kind: Literal["land", "territorial_sea", "nearest_waters", "unassigned", "beyond"] = told(
        "kind of zone; the territorial sea is 12 nautical miles wide"
    )


class BeltKm(Km):
    """Kilometres within 12 nautical miles of a state's coast."""

    state: State = told("state of the coast, ISO 3166-1 alpha-2")


class AreaKm(Km):
    """Kilometres in a disputed area."""

    area: str = told("row of areas.csv")
    kind: str = told("kind of the area's zones")


class Test(Answered):
    """One test of a path against the states to avoid."""

    test: Literal[
        "soil", "port", "territorial_sea", "nearest_waters", "ownership", "jurisdiction"
    ] = told("the test; soil, port and territorial_sea make the verdict")
    answer: Yes = told("what it says; depends: on the port of loading")
    value: float | None = told("its number; null where there is none", "see unit")
    value_least: float | None = told(
        "of kilometres over several branches: that of the branch with least", "see unit"
    )
    value_low: float | None = told("least that the number may be", "see unit")
    value_high: float | None = told("greatest that the number may be", "see unit")
    unit: Literal["km", "places", "%", ""] = told("unit of the numbers")
    source: str = told("row of sources.csv or quotes.csv, computed, or not known")
    note: str = told("names and dates behind the answer")


class BranchKm(Answered):
    """Lengths of the branches of a corridor."""

    shortest: float = told("length of the shortest", "km")
    longest: float = told("length of the longest", "km")


class Judged(Answered):
    """A verdict with its kilometres and tests."""

    verdict: Verdict | None = told("the verdict; null where no state is to be avoided")
    length_km: float = told("length of all its legs, each once", "km")
    km: list[ZoneKm] = told("kilometres by zone")
    unattributed_km: float = told("kilometres that no entry of km has", "km")
    counted_twice_km: float = told("kilometres that two entries of km have", "km")
    within_12nm: list[BeltKm] = told("kilometres within 12 nautical miles of each coast")
    within_12nm_counted_twice_km: float = told(
        "kilometres that within_12nm counts for more than one state", "km"
    )
    tests: list[Test] = told("the tests, in order")
    areas: list[AreaKm] = Field(
        default=[], description="kilometres in disputed areas; only with borders de_facto"
    )


class Branch(Judged):
    """A branch of a corridor, judged by itself."""

    from_: str = Field(alias="from", description="place from which it starts")
    legs: list[str] = told("ids of its legs, in order")


class Branched(Judged):
    """A verdict of a corridor, with those of its branches."""

    branch_km: BranchKm | None = Field(
        default=None, description="lengths of its branches; only where there are several"
    )
    lanes: list[Branch] = Field(
        default=[], description="its branches, where they are judged by port of loading"
    )
    branches: list[Branch] = Field(default=[], description="its branches, where they are not")


class Owner(Answered):
    """A last holder of an operator."""

    owner: str = told("holder as the source names it")
    state: str = told("its state, ISO 3166-1 alpha-2; empty where not known")
    holder: Literal["state", "company", "joint"] = told("what the holder is")
    percent: float = told("effective share: shares along through multiplied", "%")
    through: list[str] = told("companies through which it is held, from the operator down")
    as_of: str | None = told("date of the statement")
    source: str = told("row of sources.csv")


class Operator(Answered):
    """One who runs legs of a corridor."""

    operator_id: str = told("row of operators.csv")
    operator_name: str = told("its name in English")
    states: list[str] = told("states that it belongs to, ISO 3166-1 alpha-2; empty: not known")
    owners: list[Owner] = told("its last holders; empty where no owner is known")
    percent_not_known: float = told("share whose holder, or holder's state, is not known", "%")


class CorridorVerdict(Branched):
    """A corridor, judged."""

    corridor_id: str = told("id of the corridor, for ever")
    name: str = told("its name in English")
    status: LegState = told("operating if its legs differ")
    operators: list[Operator] = told("those who run its legs, each once, in order")


class Answer(Answered):
    """What every answer says of itself."""

    schema_: int = Field(
        alias="schema",
        description="version of this form; grows when a field changes its meaning or goes",
    )
    data_version: str = told("date of the tables and the first characters of their hash")


class Bordered(Answer):
    """An answer that hangs on borders."""

    borders: Literal["un", "de_facto"] = told(
        "borders: as the United Nations see them, or lines of control"
    )


class Verdicts(Bordered):
    """Every corridor, judged against the states to avoid."""

    avoid: list[State] = told("states to avoid, sorted")
    corridors: list[CorridorVerdict] = told("one entry a corridor")


class CorridorTold(Answered):
    """A corridor without a verdict."""

    corridor_id: str = told("id of the corridor, for ever")
    name: str = told("its name in English")
    status: LegState = told("operating if its legs differ")
    path: str = told("from where to where, in a few words")
    group: Literal["oil_pipelines", "rail_and_sea", "proposed", "russian_baseline", "gas"] = told(
        "heading it stands under"
    )
    in_article: bool = told("whether the article names it")
    note: str | None = told("what a reader should know")
    length_km: float = told("length of all its legs, each once", "km")
    legs: list[str] = told("ids of its legs, each once")


class Corridors(Bordered):
    """Which corridors there are."""

    rights: str = told("terms of use")
    corridors: list[CorridorTold] = told("one entry a corridor")


class Sourced(Answered):
    """Who says so."""

    source_id: str | None = told("row of sources.csv; null where a quote alone tells it")
    publisher: str | None = told("who published it")
    url: str | None = told("address of the source")


class Figure(Sourced):
    """A published number."""

    subject_id: str = told("id of what it is about")
    subject_name: str | None = told("its name in English")
    quantity: str = told("what was counted")
    value: float = told("the number as published", "see unit")
    unit: str = told("unit as published; a year is /y, a day /d")
    period: str | None = told("time the number is for")
    as_of: str | None = told("date of the statement")
    locator: str | None = told("where in the source")
    note: str | None = told("rivals, roundings, what was computed")


class Line(Answered):
    """A line of GeoJSON."""

    type: Literal["LineString"] = told("kind of geometry")
    coordinates: list[list[float]] = told("longitude, latitude of each point, WGS84", "degrees")


class LegTold(Answered):
    """What is known of a leg."""

    leg_id: str = told("id of the leg, for ever")
    name: str = told("its name in English")
    tail: str = told("row of places.csv that it starts from")
    head: str = told("row of places.csv that it ends at")
    mode: Literal["pipeline", "rail", "sea"] = told("how it carries")
    medium: Literal["land", "sea"] = told("what it lies on")
    goods: list[Literal["oil", "cargo", "gas"]] = told("what it carries")
    status: LegState = told("its status")
    since: str | None = told("first day, month or year of service")
    until: str | None = told("last day, month or year of service")
    operators: list[str] = told("rows of operators.csv that run it, from tail to head")
    length_km: float = told("its length on the map", "km")
    precision_km: float = told("the true line passes within so much, at its worst point", "km")
    km: list[ZoneKm] = told("kilometres by zone")
    figures: list[Figure] = told("published numbers of it")
    source_id: str = told("row of sources.csv that says it exists")
    note: str | None = told("what a reader should know")


class Feature(Answered):
    """A leg as a feature of GeoJSON."""

    type: Literal["Feature"] = told("kind of object")
    id: str = told("id of the leg")
    geometry: Line = told("its line, from tail to head")
    properties: LegTold = told("what is known of it")


class CorridorJudged(CorridorVerdict):
    """A corridor with its verdict and figures."""

    path: str = told("from where to where, in a few words")
    group: str = told("heading it stands under")
    in_article: bool = told("whether the article names it")
    note: str | None = told("what a reader should know")
    figures: list[Figure] = told("published numbers of it")


class Corridor(Bordered):
    """A corridor as GeoJSON (RFC 7946): its legs are the features."""

    type: Literal["FeatureCollection"] = told("kind of object")
    avoid: list[State] = told("states to avoid, sorted")
    rights: str = told("terms of use")
    corridor: CorridorJudged = told("the corridor, judged")
    features: list[Feature] = told("its legs, in order")


class Use(Answered):
    """What is known of Kazakh oil on a way."""

    known: Literal["in_year", "before", "possible", "never"] = told(
        "whether every part carried Kazakh oil, as far as sources tell"
    )
    year: int = told("year that is looked at")
    at_most_mt: float | None = told("what went all the way at the most; null: not bounded", "Mt")
    by: str = told("leg or transfer that has that figure; empty without one")
    untold: int = told("parts of which no source tells", "parts")


class Journey(Branched):
    """A way from an origin to a market, judged as a whole."""

    code: str = told("its name in a link")
    legs: list[str] = told("ids of its legs, in order")
    modes: list[Literal["pipeline", "rail", "sea"]] = told("its modes, in order")
    transfers: int = told("changes of mode", "changes")
    transfer_ids: list[str] = told("rows of transfers.csv, in order")
    status: Literal["operating", "idle"] = told("idle if one of its legs is")
    decided_by: str = told("leg or place that decides the verdict; empty where it bypasses")
    use: Use | None = told("what is known of Kazakh oil on it; null for cargo")
    services: list[str] = told("rows of services.csv that it goes by")


class Offer(Answered):
    """Days and prices published of a way of carrying cargo."""

    service_id: str = told("row of services.csv")
    name: str = told("its name in English")
    stretch: str = told("stretch that the numbers are for")
    period: str = told("time that they are for")
    planned: bool = told("whether it is a schedule")
    days_low: float | None = told("fewest days on the way", "days")
    days_high: float | None = told("most days on the way", "days")
    price_40ft_usd_low: float | None = told("least price of a container of 40 feet", "USD")
    price_40ft_usd_high: float | None = told("greatest price of one", "USD")
    times_by_russia: dict[str, float] = told("multiples of the way through Russia", "times")
    source: str = told("row of sources.csv")


class Journeys(Bordered):
    """The ways from an origin to a market."""

    from_: str = Field(alias="from", description="row of gates.csv: the origin")
    to: str = told("row of gates.csv: the market")
    avoid: list[State] = told("states to avoid, sorted")
    journeys: list[Journey] = told("at most 24, what bypasses first")
    services: list[Offer] = told("what is published of the services that they go by")


class Cases(Answered):
    """An amount of oil in two cases."""

    as_seen: float | None = told("other ways carry what they were seen to carry", "Mt")
    on_paper: float | None = told("other ways carry their nameplate less others' oil", "Mt")


class Range(Answered):
    """An amount of oil with its bounds."""

    low: float = told("least", "Mt")
    high: float | None = told("greatest; null where nothing bounds it", "Mt")
    basis: Literal["published", "balance", "open"] = told("what holds the bounds")


class Left(Range):
    """What left in a year."""

    drawn: float = told("value in the one balance that is drawn", "Mt")


class Closed(Answered):
    """A closure."""

    id: str = told("leg, place, transfer, or state")
    share_left: float = told("share that is left, 0 to 1")
    days: int = told("days of the year", "days")
    start: str | None = told("its first day, YYYY-MM-DD; null where none was given")


class During(Answered):
    """The closed days."""

    days: int = told("how many there are", "days")
    due_mt: float = told("what would have left on them", "Mt")
    no_way_mt: Cases = told("what has no way out on them", "Mt")
    per_day_mt: Cases = told("of it a day", "Mt")


class YearEnd(Answered):
    """The whole year."""

    no_way_mt: Cases = told("what has no way out by its end", "Mt")
    made_up_mt: Cases = told("what leaves after the closure in place of what could not", "Mt")
    can_leave_mt: Cases = told("what leaves in it", "Mt")


class Cut(Answered):
    """A bottleneck."""

    id: str = told("leg, transfer, field or market; other_ways for ways that are not drawn")
    capacity_mt_per_day: float | None = told("what it lets through of Kazakh oil a day", "Mt/d")
    case: Case = told("case in which it binds")


class LegFlow(Answered):
    """What a leg carries."""

    id: str = told("leg, or other_ways")
    moved_mt: Range = told("what it carried in the year, by the balance", "Mt")
    flow_mt: Cases = told("what it carries in the year under the closures, on its way out", "Mt")


class Contradiction(Answered):
    """Figures that cannot all be true."""

    figures: list[str] = told("all that take part, as element:role")
    adjusted: str = told("the one that is adjusted")
    by_mt: float | None = told("by how much at the least, upwards if positive", "Mt")


class Flow(Bordered):
    """What has no way out under closures."""

    year: int = told("year of the balance")
    closed: list[Closed] = told("what is closed")
    avoid: list[State] = told("states closed as a whole")
    left_mt: Left = told("Kazakh oil that left in the year", "Mt")
    during: During = told("the closed days")
    year_end: YearEnd = told("the whole year")
    cut: list[Cut] = told("the bottlenecks of the longest period")
    by_leg: list[LegFlow] = told("every leg of oil, and other_ways")
    contradictions: list[Contradiction] = told("figures of the year that cannot all be true")
    assumptions: list[str] = told("sentences on what the answer rests on")
    notices: list[str] = told("what of the closures was changed")


class Ranked(Answered):
    """What is shut alone."""

    id: str = told("leg, place or state; of elements in series the first leg")
    kind: Literal["place", "leg", "line", "state"] = told("line: legs and places in series")
    name: str = told("its name in English")
    members: list[str] = told("all ids of the row")
    closed: str = told("the closure, as close takes it")
    no_way_mt: Cases = told("what has no way out on the days of the closure", "Mt")


class Pair(Answered):
    """Two rows that together cost more than the sum of both."""

    ids: list[str] = told("the rows")
    closed: str = told("the closures, as close takes them")
    no_way_mt: Cases = told("what has no way out with both shut", "Mt")
    excess_mt: Cases = told("of it beyond the sum of both alone", "Mt")


class Market(Answered):
    """A market, and what stops it."""

    market: str = told("row of gates.csv, or beyond_straits")
    got_mt: float = told("what it got in the year, as drawn", "Mt")
    stopped_by: list[list[str]] = told("smallest sets of rows that leave no way to it")
    stopped_by_state: list[State] = told("states each of which stops it alone")


class StateShare(Answered):
    """A state's share of the dependence."""

    state: State = told("state, ISO 3166-1 alpha-2")
    share_mt: float = told("its Shapley value, for the year", "Mt")


class Shares(Answered):
    """Each state's share of the dependence."""

    total_mt: float = told("what has no way in a year if all these states shut", "Mt")
    by_state_mt: list[StateShare] = told("they add up to the total", "Mt")


class SharesOfCases(Answered):
    """Shares in two cases."""

    as_seen: Shares = told("other ways carry what they were seen to carry")
    on_paper: Shares = told("other ways carry their nameplate less others' oil")


class Rank(Answer):
    """What hurts most in a year."""

    year: int = told("year of the balance")
    days: int = told("days for which each is shut", "days")
    left_mt: float = told("Kazakh oil that left in the year, as drawn", "Mt")
    rows: list[Ranked] = told("what is shut alone, the worst first")
    pairs: list[Pair] = told("at most ten, the greatest excess first")
    markets: list[Market] = told("markets that got oil, the largest first")
    shares: SharesOfCases = told("each state's share of the dependence")


class About(Answer):
    """An answer about subjects."""

    subject: list[str] = told("ids that were asked for; empty for all")
    rights: str = told("terms of use")


class Figures(About):
    """Published numbers with their sources, rivals side by side."""

    figures: list[Figure] = told("one entry a figure")


class Quote(Answered):
    """A passage of the article, word for word."""

    quote_id: str = told("id, for ever")
    seq: int = told("its place in the order of the article, from 1")
    subject_ids: list[str] = told("what it is about")
    text: str = told("the passage as printed, slips included")
    attribution: str = told("author, title, publisher, date and address of the article")
    endnote: str | None = told("number of its endnote, Roman, as printed")
    reference: str | None = told("the endnote as printed")
    resolved: str | None = told("the full reference behind an Ibid.")
    date_of_event: str | None = told("when it happened")
    date_precision: Precision = told("how precisely that is known")
    kind: Literal["fact", "claim", "plan"] = told("how the author states it")
    cause: Literal["claim"] | None = told(
        "claim: that it happened is fact, why it did is the author's claim"
    )
    remark: str | None = told("what other sources say; never in the quote")


class Quotes(About):
    """Passages of the article. All rights stay with the author and the publisher."""

    attribution: str = told("author, title, publisher, date and address of the article")
    quotes: list[Quote] = told("in the order of the article")


class Event(Sourced):
    """What happened."""

    event_id: str = told("id, for ever")
    date: str = told("when it happened: a year, a month or a day")
    date_precision: Precision = told("how precisely that is known")
    subject_ids: list[str] = told("what it is about")
    title: str = told("what happened, in one line")
    effect: Literal[
        "announces", "restores", "limits", "opens", "closes", "incident", "ruling", "other"
    ] = told("what it did to the flow")
    quote_id: str | None = told("passage of the article that tells it")
    in_article: bool = told("whether the article tells it")


class Events(About):
    """What happened, with its sources."""

    year: int | None = told("year that was asked for; null for all")
    events: list[Event] = told("one entry an event")


class Source(Answered):
    """A source."""

    source_id: str = told("id, for ever")
    publisher: str = told("who published it")
    title: str = told("title as published")
    date: str | None = told("date of publication, as far as known")
    url: str | None = told("its address")
    kind: str | None = told("kind of publisher; unsourced: no source was found")
    access: str | None = told("how far the source was checked")


class Sources(Answer):
    """Every source."""

    rights: str = told("terms of use")
    sources: list[Source] = told("one entry a source")


class Problem(Answered):
    """Why there is no answer (RFC 9457)."""

    type: str = told("kind of problem, as an address on the page of the API")
    title: str = told("the kind in words")
    status: int = told("code of the answer")
    detail: str = told("what is wrong, with the offending value")
    instance: str = told("address that was asked, without what follows the question mark")
    nearest: list[str] = told("valid values nearest to the one given, the nearest first")
    cure: str = told("what would be accepted")
