"""Pick an origin, a market, and the one or two journeys to show."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared.cards import journey as journey_card
from pages.shared.view import session
from pages.shared.view.model import View, key_of
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.network.journeys import Journey
from routes.network.network import END, START, gate
