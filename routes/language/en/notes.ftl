### What the server tells machines about itself (publish/web/notes.py).

notes-what = Multivector answers, by geometry and with sources, which routes of Kazakhstan’s oil and cargo cross the territory of states that a reader avoids (Russia unless others are named), and which bypass it. Every number has a source, a unit and a date, or says how it was computed; what is not known is shown as not known.
notes-verdict = A corridor bypasses a state when no part of it lies on that state’s land, no port of loading or transshipment lies there, and no part lies in its territorial sea (12 nautical miles). Where precision does not decide, the answer is “cannot tell”.
notes-doors = For programs
notes-api = the API in JSON and CSV, described for people
notes-openapi = the same as an OpenAPI document
notes-data = the data of a view; also as .xlsx, .geojson, .gpkg and .kml
notes-picture = the picture of a view with title, sources and licence; also as .png and .pdf
notes-card = a picture of a view for previews, 1200 by 630 pixels
notes-sitemap = every page, each corridor, and closures of note
notes-health = whether the server is well, and the version of its data
notes-view = All take the parameters of a link: whatever the address bar of a page shows after “?” can be put after them, with “page” naming the page. A parameter that is left out is the default.
notes-questions = Questions of the API
notes-views = Pages and views
notes-rights = Rights
notes-licence = Own data: CC BY 4.0, version { $version }. Short quotes of the article belong to its publisher. Land and borders: Natural Earth, public domain. Town centres: GeoNames, CC BY 4.0.
notes-unreadable = The layers cannot be read; the log of the server says why.
