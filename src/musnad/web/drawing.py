"""Small drawings: icons, and the measures that pictures share."""

from __future__ import annotations

# Paths in a square of 24: drawn here, with round strokes.
GLYPHS = {
    "overview": "M4 13h6V4H4zM14 20h6V4h-6zM4 20h6v-3H4z",
    "reports": "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
    "statements": "M4 5h16v11H10l-4 4v-4H4z",
    "entities": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 4-7 8-7s8 2 8 7",
    "incidents": "M12 3 2.5 20h19zM12 10v4M12 17v.5",
    "figures": "M4 20V10M10 20V4M16 20v-7M21 20H3",
    "refusals": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12",
    "sources": "M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zM4 6c0 4 16 4 16 0M4 12c0 4 16 4 16 0",
    "review": "M4 12l5 5L20 6",
    "map": "M9 4 3 7v13l6-3 6 3 6-3V4l-6 3zM9 4v13M15 7v13",
    "timeline": "M3 12h18M7 8v8M12 6v12M17 9v6",
    "network": "M6 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
               "M10 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 6l8 2M7 8l2 8M16 9l-5 8",
    "activity": "M4 4h4v4H4zM10 4h4v4h-4zM16 4h4v4h-4zM4 10h4v4H4zM10 10h4v4h-4zM4 16h4v4H4z",
    "stories": "M5 4h11v4H5zM8 10h11v4H8zM5 16h11v4H5z",
    "conflicts": "M8 4 4 8l4 4M4 8h16M16 12l4 4-4 4M20 16H4",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
    "log": "M5 4h14v16H5zM8 8h8M8 12h8M8 16h5",
    "intake": "M12 4v11M7 10l5 5 5-5M4 20h16",
    "settings": "M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4",
}
