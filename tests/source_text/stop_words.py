"""Words that can be no key terms."""

from __future__ import annotations

_WORDS = (
    "a about above after again against all almost along already also although always among an"
    " and another any anyone anything apart are around as ask at away back be became because"
    " become becomes been before began begin behind being below beside besides between beyond"
    " both brought but by call called calls came can cannot come comes could did different do"
    " does doing done down each either else enough ever every everybody everyone everything"
    " example far few find first for found from further gave get gets getting give given gives"
    " go goes going gone got had has have having he held help helps her here him himself his"
    " how however i if in inside instead into is it its itself just keep keeps kept kind knew"
    " know known later less let like likely little long look made mainly make makes making"
    " many may me might mind more most mostly much must my near neither never next no nobody"
    " none nor not nothing now of off often on once one only or other others otherwise our out"
    " outside over own part put rather really said same saw say says second see seen seldom"
    " several shall she should show shown shows side since so some someone something soon"
    " still such take taken takes taking tell tells than that the their them themselves then"
    " there these they thing things think third this those though three through thus till to"
    " together told too took toward towards two under unless until up upon us use used uses"
    " using usual usually very want wanted wants was way ways we well went were what whatever"
    " when where whether which while who whole whom whose why will wish with within without"
    " work works would yet you your yours chapter figure page paper section sentence study"
    " table text"
)
STOP_WORDS = frozenset(_WORDS.split())
"""Words that do not tell what a text is about, or that knowledge uses of the work itself."""
