"""The engine of Multivector: tables, layers, geometry, verdicts.

Knows no Streamlit, no folium, no clock and no network.
"""
